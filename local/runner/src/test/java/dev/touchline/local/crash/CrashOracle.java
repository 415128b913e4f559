package dev.touchline.local.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which needs must stand in the end, from nothing but what was posted. Shares no code with alerting-service and takes
 * another way: it sees the whole of an agent's history at once and cuts it into needs.
 */
final class CrashOracle {
    private CrashOracle() {}

    /** Needs by id. The order of the posts, repetitions, and versions that a newer one replaced make no difference. */
    static SortedMap<UUID, StandingNeed> expected(Collection<Posted> posts, Collection<? extends Rule> rules) {
        SortedMap<UUID, StandingNeed> needs = new TreeMap<>();
        for (Rule rule : rules) {
            for (String topic : rule.topics()) {
                poorByAgent(posts, rule, topic).forEach((agent, poor) -> {
                    for (Cut cut : cut(poor, rule)) {
                        StandingNeed need = need(rule, agent, topic, cut);
                        needs.put(need.id(), need);
                    }
                });
            }
        }
        return needs;
    }

    private static Map<String, List<Posted>> poorByAgent(Collection<Posted> posts, Rule rule, String topic) {
        Map<String, Posted> newest = new HashMap<>();
        posts.forEach(post -> newest.merge(
                post.responseId(), post, (one, other) -> one.updatedAt().isAfter(other.updatedAt()) ? one : other));
        Map<String, List<Posted>> poor = new TreeMap<>();
        newest.values().stream()
                .filter(post -> post.ratings().containsKey(topic) && post.score(topic) <= rule.scoreAtMost())
                .sorted(Comparator.comparing(Posted::respondedAt).thenComparing(Posted::responseId))
                .forEach(post -> poor.computeIfAbsent(post.agent(), _ -> new ArrayList<>())
                        .add(post));
        return poor;
    }

    private record Cut(Posted cause, List<Posted> evidence) {}

    private static List<Cut> cut(List<Posted> poor, Rule rule) {
        return switch (rule) {
            case Rule.Each each -> cut(poor, each);
            case Rule.Count count -> cut(poor, count);
        };
    }

    /** What falls into the quiet time after a cause belongs to it; the next one is a cause again. */
    private static List<Cut> cut(List<Posted> poor, Rule.Each rule) {
        List<Cut> needs = new ArrayList<>();
        int next = 0;
        while (next < poor.size()) {
            int end = quietUntil(poor, next, rule);
            needs.add(new Cut(poor.get(next), poor.subList(next, end)));
            next = end;
        }
        return needs;
    }

    /**
     * A need begins with all of its cause's window, and goes on for as long as it is quiet or each next one fires too.
     */
    private static List<Cut> cut(List<Posted> poor, Rule.Count rule) {
        List<Cut> needs = new ArrayList<>();
        int next = 0;
        while (next < poor.size()) {
            if (!fires(poor, next, rule)) {
                next++;
                continue;
            }
            int end = quietUntil(poor, next, rule);
            while (end < poor.size() && fires(poor, end, rule)) {
                end++;
            }
            needs.add(new Cut(poor.get(next), poor.subList(windowStart(poor, next, rule), end)));
            next = end;
        }
        return needs;
    }

    private static boolean fires(List<Posted> poor, int at, Rule.Count rule) {
        return at - windowStart(poor, at, rule) + 1 >= rule.atLeast();
    }

    private static int windowStart(List<Posted> poor, int at, Rule.Count rule) {
        Instant from = poor.get(at).respondedAt().minus(rule.within());
        int start = 0;
        while (!poor.get(start).respondedAt().isAfter(from)) {
            start++;
        }
        return start;
    }

    /** Where the quiet time after a cause ends; the cause itself is always in it. */
    private static int quietUntil(List<Posted> poor, int cause, Rule rule) {
        Instant end = poor.get(cause).respondedAt().plus(rule.cooldown());
        int at = cause + 1;
        while (at < poor.size() && poor.get(at).respondedAt().isBefore(end)) {
            at++;
        }
        return at;
    }

    private static StandingNeed need(Rule rule, String agent, String topic, Cut cut) {
        Map<String, Double> scores = new HashMap<>();
        cut.evidence().forEach(post -> scores.put(post.responseId(), post.score(topic)));
        UUID id = NeedIds.of(rule.id(), agent, topic, cut.cause().responseId());
        return StandingNeed.of(id, rule.id(), agent, topic, scores);
    }
}
