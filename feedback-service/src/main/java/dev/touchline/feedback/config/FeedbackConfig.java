package dev.touchline.feedback.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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

    /** How often Kafka and PostgreSQL are asked whether they are there, for readiness. */
    @WithDefault("PT1S")
    Duration probeEvery();

    /** The tables that lists and figures are read from. */
    ReadModel readModel();

    /** Settings of the read model. */
    interface ReadModel {
        /** How many threads write responses into PostgreSQL, each over a connection of its own; 1 to 16. */
        @WithDefault("2")
        int writers();
    }
}
