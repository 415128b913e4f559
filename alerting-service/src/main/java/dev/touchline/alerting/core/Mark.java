package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Comparator;

/**
 * A rating that a filter marked: the little that is kept of it, no words among it.
 *
 * @param filter the version that judged it
 */
public record Mark(
        ResponseKey response,
        Instant respondedAt,
        Instant freshFrom,
        double score,
        String given,
        String team,
        Filter filter)
        implements Comparable<Mark> {
    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::respondedAt).thenComparing(Mark::response);
    /** Names, quotes, a time and a score. */
    private static final int BESIDE_THE_IDS = 120;

    static Mark of(Rating rating, Filter filter) {
        return new Mark(
                rating.response(),
                rating.respondedAt(),
                rating.freshFrom(),
                rating.score(),
                rating.given(),
                rating.team(),
                filter);
    }

    /** Event time, then source and response id: the one order in which marks are walked. */
    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }

    /** Whether it says the same as evidence. */
    boolean sameEvidence(Mark other) {
        return response.equals(other.response) && respondedAt.equals(other.respondedAt) && score == other.score;
    }

    /** How many bytes it takes at most as a piece of evidence in a JSON record. */
    int bytes() {
        return BESIDE_THE_IDS + bytes(response.source()) + bytes(response.responseId());
    }

    private static int bytes(String id) {
        return id.chars()
                .map(c -> {
                    if (c < ' ') {
                        return 6;
                    }
                    if (c < 0x80) {
                        return c == '"' || c == '\\' ? 2 : 1;
                    }
                    return c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3;
                })
                .sum();
    }

    /** Whether it counts in a window: only what a counting filter marked is kept long enough for that. */
    boolean counts() {
        return filter.definition().when() instanceof Condition.Count;
    }
}
