package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Closing;
import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of an agent while the past is replayed: what the engine needs, for as long as the grace. Of a
 * response that is forgotten, a repetition is late, and so has no effect either.
 */
final class AgentMemory {
    private static final int FEW = 64;

    /** @param at event time of its ratings */
    private record Known(Remembered remembered, Instant at, List<String> topics) {}

    private final Map<String, AgentTopicHistory> histories = new HashMap<>();
    private final Map<String, Pending> pending = new HashMap<>();
    private final Map<String, Contributions> contributions = new HashMap<>();
    private final Map<ResponseKey, Known> responses = new HashMap<>();
    private Instant newest = Instant.MIN;
    private int sweepAt = FEW;
    private int coached;

    AgentTopicHistory history(String topic) {
        return histories.getOrDefault(topic, AgentTopicHistory.EMPTY);
    }

    void keep(String topic, AgentTopicHistory history) {
        histories.put(topic, history);
        newest = history.closedBefore().isAfter(newest) ? history.closedBefore() : newest;
    }

    /**
     * Those of the agent's coachings that became known by then and were not taken before.
     *
     * @param all always the same, oldest first
     */
    List<Coaching> coached(List<Coaching> all, Instant until) {
        int from = coached;
        while (coached < all.size() && !all.get(coached).at().isAfter(until)) {
            coached++;
        }
        return all.subList(from, coached);
    }

    boolean hasPending(String topic) {
        return pending.containsKey(topic);
    }

    Pending pending(String agent, String topic) {
        return pending.computeIfAbsent(topic, none -> new Pending(agent, topic));
    }

    Iterable<Pending> pending() {
        return pending.values();
    }

    Optional<Remembered> earlier(ResponseKey key) {
        return Optional.ofNullable(responses.get(key)).map(Known::remembered);
    }

    void remember(Response response, Remembered remembered) {
        List<Rating> ratings = response.ratings();
        Instant at =
                ratings.isEmpty() ? response.updatedAt() : ratings.getFirst().respondedAt();
        responses.put(response.key(), new Known(remembered, at, topics(ratings)));
        if (responses.size() >= sweepAt) {
            responses.values().removeIf(this::isOver);
            sweepAt = Math.max(FEW, 2 * responses.size());
        }
    }

    /** Most rate one topic that matters; the response itself, with all that is in it, is not kept. */
    private static List<String> topics(List<Rating> ratings) {
        return ratings.size() == 1
                ? List.of(ratings.getFirst().topic())
                : ratings.stream().map(Rating::topic).toList();
    }

    /** What the agent adds to what is usual on a topic. */
    Contributions contributions(String topic) {
        return contributions.getOrDefault(topic, Contributions.EMPTY);
    }

    void contributions(Closing closing) {
        contributions.forEach(closing::add);
    }

    /**
     * Takes out what counted of a response before, and puts in what counts now.
     *
     * @param day that is open
     * @param oldest day that is kept
     */
    void contribute(Counted before, Counted now, long day, long oldest) {
        for (String topic : before.differing(now)) {
            Contributions next = before.replaced(now, topic, day, contributions(topic));
            contributions.put(topic, next.since(oldest));
        }
    }

    /** How many things are kept: responses, flags that may still change, and days of ratings. */
    int size() {
        return responses.size()
                + pending.values().stream().mapToInt(Pending::size).sum()
                + contributions.values().stream()
                        .mapToInt(all -> all.entries().size())
                        .sum();
    }

    /** One without ratings is kept until all else of its age is over too. */
    private boolean isOver(Known known) {
        for (String topic : known.topics()) {
            if (!known.at().isBefore(history(topic).closedBefore())) {
                return false;
            }
        }
        return !known.topics().isEmpty() || known.at().isBefore(newest);
    }
}
