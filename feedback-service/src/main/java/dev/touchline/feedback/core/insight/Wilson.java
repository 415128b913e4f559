package dev.touchline.feedback.core.insight;

/**
 * The score interval of a share, without continuity correction. It stays within 0 and 1 and keeps its promise with few
 * answers, where the textbook interval does not.
 *
 * <p>E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22, 209–212; recommended for small n by Brown, Cai and DasGupta (2001), "Interval
 * estimation for a binomial proportion", Statistical Science 16, 101–133.
 */
public final class Wilson {
    /** How often an interval made this way holds the true share. */
    public static final double CONFIDENCE = 0.95;
    /** The 97.5 % quantile of the standard normal distribution: 5 % are left outside, half of it at each end. */
    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /**
     * The 95 % interval of the share that lies behind {@code hits} of {@code n}.
     *
     * @throws IllegalArgumentException unless 0 ≤ hits ≤ n and n ≥ 1
     */
    public static Interval interval(long hits, long n) {
        if (n < 1 || hits < 0 || hits > n) {
            throw new IllegalArgumentException("Not a share: " + hits + " of " + n);
        }
        double share = (double) hits / n;
        double z2 = Z * Z;
        double centre = share + z2 / (2 * n);
        double spread = Z * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
        double scale = 1 + z2 / n;
        // The ends are exact where the formula is, but for rounding.
        double low = hits == 0 ? 0 : Math.max(0, (centre - spread) / scale);
        double high = hits == n ? 1 : Math.min(1, (centre + spread) / scale);
        return new Interval(low, high);
    }
}
