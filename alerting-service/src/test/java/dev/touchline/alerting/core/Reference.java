package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same question answered the slow way, written from the description and not from the engine: sort everything, look
 * at every pair.
 */
final class Reference {
    private Reference() {}

    static Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> needs(
            List<Rating> ratings, List<Edition> filters) {
        Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> all = new TreeMap<>();
        filters.stream().map(Edition::id).distinct().forEach(id -> {
            Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> needs = of(id, ratings, filters);
            if (!needs.isEmpty()) {
                all.put(id, needs);
            }
        });
        return all;
    }

    private static Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> of(
            String id, List<Rating> ratings, List<Edition> filters) {
        record Poor(Rating rating, Filter judge) {}
        List<Poor> poor = new ArrayList<>();
        for (Rating rating : ratings) {
            filters.stream()
                    .filter(filter -> filter.id().equals(id))
                    .filter(filter -> !filter.effectiveFrom().isAfter(rating.receivedAt()))
                    .max(Comparator.comparing(Edition::version))
                    .filter(Filter.class::isInstance)
                    .map(Filter.class::cast)
                    .filter(judge -> judge.definition().enabled())
                    .filter(judge -> judge.definition().topics().contains(rating.topic()))
                    .filter(judge -> judge.definition().when().bound().holds(rating.score()))
                    .ifPresent(judge -> poor.add(new Poor(rating, judge)));
        }
        poor.sort(Comparator.<Poor, Instant>comparing(one -> one.rating().respondedAt())
                .thenComparing(one -> one.rating().response().responseId()));

        Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> needs = new TreeMap<>();
        Poor cause = null;
        boolean stands = false;
        for (int i = 0; i < poor.size(); i++) {
            Poor now = poor.get(i);
            Instant t = now.rating().respondedAt();
            boolean cooling = stands
                    && cause != null
                    && t.isBefore(cause.rating()
                            .respondedAt()
                            .plus(cause.judge().definition().cooldown()));
            List<Poor> evidence = new ArrayList<>();
            boolean fires = true;
            boolean counting = false;
            if (now.judge().definition().when() instanceof Condition.Count count) {
                counting = true;
                for (int j = 0; j <= i; j++) {
                    Poor other = poor.get(j);
                    if (other.rating().respondedAt().isAfter(t.minus(count.within()))
                            && other.judge().definition().when() instanceof Condition.Count) {
                        evidence.add(other);
                    }
                }
                fires = evidence.size() >= count.atLeast();
            } else {
                evidence.add(now);
            }
            boolean episode = stands
                    && cause != null
                    && counting
                    && cause.judge().definition().when() instanceof Condition.Count;
            if (cooling || (fires && episode)) {
                add(needs, cause.rating().response(), List.of(now.rating()));
            } else if (fires) {
                cause = now;
                stands = true;
                add(
                        needs,
                        now.rating().response(),
                        evidence.stream().map(Poor::rating).toList());
            } else {
                stands = false;
            }
        }
        return needs;
    }

    private static void add(
            Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> needs, ResponseKey cause, List<Rating> evidence) {
        Map<ResponseKey, Ledger.Stand> standing = needs.computeIfAbsent(cause, none -> new TreeMap<>());
        evidence.forEach(
                rating -> standing.put(rating.response(), new Ledger.Stand(rating.respondedAt(), rating.score())));
    }
}
