package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the agents of one partition were rated on a topic in a team within one interval.
 *
 * @param interval counted from 1970, by the broker's clock
 */
public record Pulse(String team, String topic, long interval, int partition, List<Heard> heard) {
    /** How long an interval is. */
    public static final Duration INTERVAL = Duration.ofMinutes(5);

    public Pulse {
        heard = List.copyOf(heard);
    }

    /**
     * Ratings of an agent on a channel.
     *
     * @param channel none for ratings without one
     * @param example one of the poor ratings
     */
    public record Heard(String agent, Optional<String> channel, int ratings, int poor, Optional<Example> example) {
        /** Both together; of the same agent. */
        public Heard and(Heard other) {
            return new Heard(agent, channel, ratings + other.ratings, poor + other.poor, example.or(other::example));
        }
    }

    /** A poor rating, to show what it was about. */
    public record Example(ResponseKey response, Instant respondedAt, double score) {}

    /** The interval in which that instant lies. */
    public static long interval(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), INTERVAL.toSeconds());
    }

    /** When an interval begins. */
    public static Instant begin(long interval) {
        return Instant.ofEpochSecond(interval * INTERVAL.toSeconds());
    }
}
