package dev.touchline.alerting.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an agent's colleagues were rated on a topic up to the end of a day: what is usual there. By score, to the whole
 * point of {@link Histogram} where they were counted so.
 */
public final class Baseline {
    /** Fewer ratings say too little about what is usual. */
    public static final int FEWEST = 200;

    /** Where more than this share, in thousandths, is poor, it is not about one agent. */
    private static final int MOST_POOR = 500;

    /** No team is taken to be better than this, in thousandths: else its first poor rating would prove everything. */
    private static final int LEAST_POOR = 10;

    private final double[] scores;
    private final long[] counts;
    private final long all;
    private final boolean everybody;
    private final int age;

    /**
     * @param ratings how many by score
     * @param everybody whether these are of the whole organisation rather than of the team
     * @param age days from the newest snapshot in it to the rating that is compared, 1 to {@link Snapshots#STALE_DAYS};
     *     0 when it is of no snapshot
     */
    public Baseline(SortedMap<Double, Long> ratings, boolean everybody, int age) {
        this(
                ratings.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                ratings.values().stream().mapToLong(Long::longValue).toArray(),
                everybody,
                age);
    }

    /** One that is given. */
    public Baseline(SortedMap<Double, Long> ratings) {
        this(ratings, false, 0);
    }

    /** @param scores in order, each with its count */
    Baseline(double[] scores, long[] counts, boolean everybody, int age) {
        this.scores = scores;
        this.counts = counts;
        this.everybody = everybody;
        this.age = age;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        this.all = sum;
    }

    /** How many by score. */
    public SortedMap<Double, Long> ratings() {
        SortedMap<Double, Long> ratings = new TreeMap<>();
        for (int i = 0; i < scores.length; i++) {
            ratings.put(scores[i], counts[i]);
        }
        return Collections.unmodifiableSortedMap(ratings);
    }

    /** Whether it says anything. */
    boolean isEnough() {
        return all >= FEWEST;
    }

    /** What to keep with a rating that was compared with it; nothing when nothing can be said. */
    Optional<Usual> usual(double scoreAtMost) {
        OptionalInt poor = poor(scoreAtMost);
        return poor.isPresent() ? Optional.of(new Usual(poor.getAsInt(), everybody, age)) : Optional.empty();
    }

    /**
     * Usual chance, in thousandths, of a score that is not above that one; empty when nothing can be said.
     *
     * <p>By a standard error to the safe side: the share among few ratings is as often too low as too high, and where
     * it is too low all agents of the team seem to be worse than usual.
     */
    OptionalInt poor(double scoreAtMost) {
        double point = Histogram.point(scoreAtMost);
        long poor = 0;
        for (int i = 0; i < scores.length && scores[i] <= point; i++) {
            poor += counts[i];
        }
        double share = (poor + 1.0) / (all + 2.0);
        long safe = Math.round(1000 * (share + Math.sqrt(share * (1 - share) / (all + 2.0))));
        return all < FEWEST || safe > MOST_POOR
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.max(LEAST_POOR, safe));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Baseline that
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(counts, that.counts)
                && everybody == that.everybody
                && age == that.age;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(scores) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return ratings() + (everybody ? " of everybody" : "") + ", " + age + " days old";
    }
}
