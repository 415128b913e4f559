package dev.touchline.alerting.core;

/**
 * How often a filter was right: of the coaching items that it caused and that people ended with a word about it, how
 * many were about the agent.
 *
 * @param judged items that ended so
 * @param agents those of them that were about the agent
 */
public record Precision(long judged, long agents) {
    public static final Precision NONE = new Precision(0, 0);

    /** Fewest items from which anything is said. */
    public static final int FEWEST = 20;

    /** Of the normal distribution, for 95 %. */
    private static final double Z = 1.959963984540054;

    /** @throws IllegalArgumentException when more are about the agent than there are */
    public Precision {
        if (agents < 0 || agents > judged) {
            throw new IllegalArgumentException("agents must be 0 to " + judged);
        }
    }

    /** A share with the values that it may well have. */
    public record Interval(double low, double high) {}

    public boolean isEnough() {
        return judged >= FEWEST;
    }

    /** Of one, while there is any. */
    public double share() {
        return judged == 0 ? 0 : (double) agents / judged;
    }

    /**
     * Where the true share lies in 95 of 100 cases (E. B. Wilson, "Probable inference", Journal of the American
     * Statistical Association 22, 1927).
     */
    public Interval interval() {
        if (judged == 0) {
            return new Interval(0, 1);
        }
        double z2 = Z * Z / judged;
        double middle = (share() + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt((share() * (1 - share()) + z2 / 4) / judged) / (1 + z2);
        // The ends are exact where the formula is, but for rounding.
        return new Interval(
                agents == 0 ? 0 : Math.max(0, middle - half), agents == judged ? 1 : Math.min(1, middle + half));
    }

    /** Whether it surely is: chance alone would have made it so in one of forty cases. */
    public boolean isBelow(double floor) {
        return isEnough() && interval().high() < floor;
    }

    /** What to say to people when it is below. */
    public String warning(double floor) {
        return "Only %d of %d items that this filter caused were about the agent (%s %%, likely %s to %s %%): below its floor of %s %%. Backtest a stricter one, narrow its scope, or switch it off."
                .formatted(
                        agents,
                        judged,
                        percent(share()),
                        percent(interval().low()),
                        percent(interval().high()),
                        percent(floor));
    }

    private static String percent(double share) {
        return Long.toString(Math.round(share * 100));
    }
}
