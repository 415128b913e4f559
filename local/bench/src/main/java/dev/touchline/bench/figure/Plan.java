package dev.touchline.bench.figure;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param latencyWarmUp load at the first rate before anything counts; compilers need it
 * @param latency load that counts, at each rate
 * @param warmUp of each way to load in closed loops
 * @param round of one subject in closed loops
 * @param rounds how often the subjects take turns
 */
public record Plan(Duration latencyWarmUp, Duration latency, Duration warmUp, Duration round, int rounds) {
    /** For figures that are written down. */
    public static final Plan FULL =
            new Plan(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(8), Duration.ofSeconds(6), 3);

    /** To see that it runs, and the order of magnitude. */
    public static final Plan QUICK =
            new Plan(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(3), 1);
}
