package dev.touchline.coaching.core.effect;

/**
 * Answers of one agent on one topic over some days.
 *
 * @param n how many, 0 or more
 * @param poor how many of them were poor, at most {@code n}
 */
public record Tally(int n, int poor) {
    /** No answers. */
    public static final Tally NONE = new Tally(0, 0);

    public Tally {
        if (poor < 0 || poor > n) {
            throw new IllegalArgumentException(poor + " poor of " + n + " answers");
        }
    }

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(n + other.n, poor + other.poor);
    }

    /** The poor among all, 0 to 1. */
    public double share() {
        if (n == 0) {
            throw new IllegalStateException("No answers, no share");
        }
        return (double) poor / n;
    }
}
