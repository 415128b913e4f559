package dev.touchline.bench.figure;

import dev.touchline.alerting.core.Pulse;
import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param cold load on a program that has just started, before anything counts: its compilers need it
 * @param warm least load on a service before latency and claims count: it runs for months, its compilers are done after
 *     minutes
 * @param interval what alerting does every so often must have been done once before latency counts; zero: it need not
 * @param latency load that counts in an open loop, at each rate
 * @param warmUp before the rounds of each way to load in closed loops
 * @param round of one subject in a closed loop
 * @param rounds how often the subjects take turns
 * @param backlog how many responses a read model has to catch up with in a round
 * @param stored how many responses are stored when the heat map is asked for
 * @param states of how many agents and topics alerting has to restore what it knows
 * @param closed how many items were closed before when queues are asked for
 * @param needs how many needs the queue's consumer has to catch up with in a round
 */
public record Plan(
        Duration cold,
        Duration warm,
        Duration interval,
        Duration latency,
        Duration warmUp,
        Duration round,
        int rounds,
        int backlog,
        int stored,
        int states,
        int closed,
        int needs) {
    /** For figures that are written down; about ten minutes. */
    public static final Plan FULL = new Plan(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Pulse.INTERVAL,
            Duration.ofSeconds(60),
            Duration.ofSeconds(4),
            Duration.ofSeconds(6),
            3,
            1_000_000,
            10_000_000,
            1_000_000,
            1_000_000,
            200_000);

    /** To see that it runs; everything is still cold, so the figures are poor. */
    public static final Plan QUICK = new Plan(
            Duration.ofSeconds(8),
            Duration.ofSeconds(8),
            Duration.ZERO,
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            1,
            200_000,
            200_000,
            100_000,
            100_000,
            50_000);
}
