package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the agents of one partition were rated on a topic in a team within one interval.
 *
 * @param interval counted from 1970, by the broker's clock
 * @param part from 0; where there is too much for one record, the rest follows in further parts, in order
 */
public record Pulse(String team, String topic, long interval, int partition, int part, List<Heard> heard) {
    /** How long an interval is. */
    public static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Most bytes of a part as JSON: far below the 1 MiB of a record. */
    public static final int LARGEST = 256 * 1024;

    public Pulse {
        heard = List.copyOf(heard);
    }

    /** One that is whole. */
    public Pulse(String team, String topic, long interval, int partition, List<Heard> heard) {
        this(team, topic, interval, partition, 0, heard);
    }

    /**
     * All that was heard, in as many parts as it takes. On each channel the first {@link NeedChange#MOST} agents keep
     * their example: an {@link Episode} never shows others, whatever else is in its window.
     *
     * @param heard in the order of the agents
     */
    public static List<Pulse> of(String team, String topic, long interval, int partition, Collection<Heard> heard) {
        List<Pulse> parts = new ArrayList<>();
        List<Heard> part = new ArrayList<>();
        Map<String, Integer> shown = new HashMap<>();
        int bytes = 0;
        for (Heard one : heard) {
            boolean shows = one.example().isPresent()
                    && shown.merge(one.channel().orElse(""), 1, Integer::sum) <= NeedChange.MOST;
            Heard kept = shows ? one : one.counted();
            if (!part.isEmpty() && bytes + kept.bytes() > LARGEST) {
                parts.add(new Pulse(team, topic, interval, partition, parts.size(), part));
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(kept);
            bytes += kept.bytes();
        }
        parts.add(new Pulse(team, topic, interval, partition, parts.size(), part));
        return parts;
    }

    /**
     * Ratings of an agent on a channel.
     *
     * @param channel none for ratings without one
     * @param example one of the poor ratings
     */
    public record Heard(String agent, Optional<String> channel, int ratings, int poor, Optional<Example> example) {
        /** Names of fields, quotes and numbers. */
        private static final int BESIDE_THE_NAMES = 80;

        /** Both together; of the same agent. */
        public Heard and(Heard other) {
            return new Heard(agent, channel, ratings + other.ratings, poor + other.poor, example.or(other::example));
        }

        private Heard counted() {
            return new Heard(agent, channel, ratings, poor, Optional.empty());
        }

        /** How many bytes it takes at most as JSON. */
        private int bytes() {
            return BESIDE_THE_NAMES
                    + Mark.bytes(agent)
                    + channel.map(Mark::bytes).orElse(0)
                    + example.map(one -> BESIDE_THE_NAMES + Mark.bytes(one.response()))
                            .orElse(0);
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
