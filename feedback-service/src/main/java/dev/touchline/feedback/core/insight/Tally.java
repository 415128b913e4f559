package dev.touchline.feedback.core.insight;

import dev.touchline.feedback.core.Score;

/**
 * What many scores add up to. Whole numbers, so that taking a score out again leaves exactly what was there before it.
 *
 * @param n how many scores; negative in a difference
 * @param sum of the scores in {@link #UNITS} of a point
 * @param squares sum of the squared scores in {@link #UNITS}² of a point
 * @param poor how many scores are at or below {@link #POOR_AT_MOST}
 */
public record Tally(long n, long sum, long squares, long poor) {
    /** No scores. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);
    /** A score is poor at or below this: 2 of 5, as in the preset filters. */
    public static final double POOR_AT_MOST = 25;
    /** A score has four decimals. */
    public static final long UNITS = 10_000;

    public static Tally of(Score score) {
        long units = Math.round(score.value() * UNITS);
        return new Tally(1, units, units * units, isPoor(score) ? 1 : 0);
    }

    public static boolean isPoor(Score score) {
        return score.value() <= POOR_AT_MOST;
    }

    public Tally plus(Tally other) {
        return new Tally(n + other.n, sum + other.sum, squares + other.squares, poor + other.poor);
    }

    public Tally negated() {
        return new Tally(-n, -sum, -squares, -poor);
    }

    /** 0 to 100; only of at least one score. */
    public double mean() {
        return (double) sum / n / UNITS;
    }

    /** 0 to 1; only of at least one score. */
    public double poorShare() {
        return (double) poor / n;
    }
}
