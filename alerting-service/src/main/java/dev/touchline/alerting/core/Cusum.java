package dev.touchline.alerting.core;

/**
 * The cumulative sum of a Bernoulli CUSUM (E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954; for
 * proportions M. R. Reynolds and Z. G. Stoumbos, J. Quality Technology 31, 1999). Each rating adds the logarithm of how
 * much more likely it is at the odds to be found than at the usual ones; below zero it starts over.
 *
 * @param height of the sum
 * @param n ratings since it was last at zero
 * @param poor those of them that were poor
 * @param usual how many poor ones of them were to be expected, in thousandths
 */
public record Cusum(double height, int n, int poor, long usual) implements Tally {
    static final Cusum ZERO = new Cusum(0, 0, 0, 0);
    private static final double ROUNDING = 1e-9;

    Cusum with(Condition.Shift shift, boolean isPoor, int perMille) {
        double p0 = perMille / 1000.0;
        double p1 = Odds.times(p0, shift.oddsRatio());
        double next = height + (isPoor ? Math.log(p1 / p0) : Math.log((1 - p1) / (1 - p0)));
        return next <= 0 ? ZERO : new Cusum(next, n + 1, poor + (isPoor ? 1 : 0), usual + perMille);
    }

    boolean crosses(Condition.Shift shift, int perMille) {
        return height + ROUNDING >= RunLength.threshold(perMille, shift.oddsRatio(), shift.falseAlarmEvery());
    }
}
