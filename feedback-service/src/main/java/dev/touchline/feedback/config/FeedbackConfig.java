package dev.touchline.feedback.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of feedback-service, all under {@code touchline.feedback}. */
@ConfigMapping(prefix = "touchline.feedback")
public interface FeedbackConfig {
    /**
     * Most bytes of responses that may wait for the broker's acknowledgement at once, over all requests. Beyond it
     * ingest answers 503. At least the largest body.
     */
    @WithDefault("32M")
    MemorySize maxInFlight();

    /** What {@code Retry-After} says when Kafka can't take responses; rounded down to whole seconds, at least 1. */
    @WithDefault("PT2S")
    Duration retryAfter();

    /** How long a change of roster or sources may take to come back through Kafka before the caller is told to wait. */
    @WithDefault("PT5S")
    Duration readBack();

    /** How often PostgreSQL is asked whether it is there, for readiness. */
    @WithDefault("PT1S")
    Duration probeEvery();

    /** How often it is written down when the keys of sources were last used, and what other instances saw is read. */
    @WithDefault("PT1M")
    Duration keyUseEvery();

    /** The tables that lists and figures are read from. */
    ReadModel readModel();

    /** Settings of the read model. */
    interface ReadModel {
        /**
         * How many threads write responses into PostgreSQL, each over a connection of its own; 0 to 16, 0 leaves it to
         * other instances.
         */
        @WithDefault("2")
        int writers();

        /** How long customers' words and references are kept, from receipt. Scores, times and ids stay. */
        @WithDefault("P365D")
        Duration keepWords();

        /** How often it is looked for words that are older. */
        @WithDefault("PT1H")
        Duration sweepEvery();
    }

    /** Below which share of answers to surveys offered figures come with a warning; 0 to 1. */
    @WithDefault("0.15")
    double responseRateFloor();

    /** The live stream of responses. */
    Stream stream();

    /** Settings of the live stream. */
    interface Stream {
        /** Most readers of one instance at once; further ones are told to try again. */
        @WithDefault("1000")
        int readers();

        /** How often a reader hears something even when nothing happens: less than any proxy's idle timeout. */
        @WithDefault("PT15S")
        Duration heartbeat();

        /**
         * How long a reader may have been away and still be told all that it missed, within the last 4096 responses.
         */
        @WithDefault("PT15M")
        Duration catchUp();
    }
    /**
     * The keys that secrets of platforms are sealed with, as {@code id:Base64 of 32 bytes}: the first seals, all open.
     * Without one no secret can be stored.
     */
    Optional<List<String>> secretKeys();

    /** How many requests a second each source may post on each instance, when its own settings don't say. */
    @WithDefault("50000")
    int requestsPerSecond();

    /** Fetching answers at platforms that only announce them. */
    Fetch fetch();

    /** Settings of fetching. How often a platform may be asked is a setting of its source. */
    interface Fetch {
        /** How often it is looked for answers that are to be fetched. */
        @WithDefault("PT1S")
        Duration every();

        /** How long a platform may take for an answer in full. */
        @WithDefault("PT20S")
        Duration timeout();

        /** Attempts before a person must look. */
        @WithDefault("12")
        int attempts();

        /** Bound of the wait after the first attempt; it doubles with each further one. */
        @WithDefault("PT10S")
        Duration firstWait();

        /** Bound of any wait, also of what a platform's Retry-After asks for. */
        @WithDefault("PT1H")
        Duration longestWait();

        /** Whether a platform may be at a private address: our own machine and networks. */
        @WithDefault("false")
        boolean privateAddresses();
    }

    /** How long what waits in quarantine, and the words of what has left it, are kept. */
    @WithDefault("P28D")
    Duration quarantineRetention();

    /** How often it is looked for what has been in quarantine too long. */
    @WithDefault("PT1H")
    Duration quarantineSweepEvery();
}
