package dev.touchline.alerting.core;

/** Chances and their odds. */
final class Odds {
    private Odds() {}

    /** The chance whose odds are that many times those of {@code p}. */
    static double times(double p, double ratio) {
        return p * ratio / (1 + p * (ratio - 1));
    }
}
