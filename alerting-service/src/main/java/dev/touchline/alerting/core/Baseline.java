package dev.touchline.alerting.core;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an agent's colleagues were rated on a topic up to the end of a day: what is usual there.
 *
 * @param ratings how many by score, to the whole point of {@link Histogram} where they were counted so
 * @param everybody whether these are of the whole organisation rather than of the team
 * @param age days from the newest snapshot in it to the rating that is compared, 1 to {@link Snapshots#STALE_DAYS}; 0
 *     when it is of no snapshot
 */
public record Baseline(SortedMap<Double, Long> ratings, boolean everybody, int age) {
    /** Fewer ratings say too little about what is usual. */
    public static final int FEWEST = 200;

    /** Where more than this share, in thousandths, is poor, it is not about one agent. */
    private static final int MOST_POOR = 500;

    /** No team is taken to be better than this, in thousandths: else its first poor rating would prove everything. */
    private static final int LEAST_POOR = 10;

    public Baseline {
        ratings = Collections.unmodifiableSortedMap(new TreeMap<>(ratings));
    }

    /** One that is given. */
    public Baseline(SortedMap<Double, Long> ratings) {
        this(ratings, false, 0);
    }

    /** Whether it says anything. */
    boolean isEnough() {
        return ratings.values().stream().mapToLong(Long::longValue).sum() >= FEWEST;
    }

    /** What to keep with a rating that was compared with it; nothing when nothing can be said. */
    Optional<Usual> usual(double scoreAtMost) {
        OptionalInt poor = poor(scoreAtMost);
        return poor.isPresent() ? Optional.of(new Usual(poor.getAsInt(), everybody, age)) : Optional.empty();
    }

    /** Usual chance, in thousandths, of a score that is not above that one; empty when nothing can be said. */
    OptionalInt poor(double scoreAtMost) {
        double point = Histogram.point(scoreAtMost);
        long n = 0;
        long poor = 0;
        for (var rated : ratings.entrySet()) {
            n += rated.getValue();
            poor += rated.getKey() <= point ? rated.getValue() : 0;
        }
        long share = Math.round(1000.0 * (poor + 1) / (n + 2));
        return n < FEWEST || share > MOST_POOR
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.max(LEAST_POOR, share));
    }
}
