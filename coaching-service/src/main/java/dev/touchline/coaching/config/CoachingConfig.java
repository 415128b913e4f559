package dev.touchline.coaching.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of coaching-service. */
@ConfigMapping(prefix = "touchline.coaching")
public interface CoachingConfig {

    /** How long a claim holds before it goes back by itself. ISO 8601 duration. */
    @WithDefault("PT15M")
    Duration lease();

    /** How many items one person may hold claimed at a time, over all teams. At least 1. */
    @WithDefault("10")
    int workInProgress();

    /**
     * How often one agent is coached on a day (UTC) before their other items wait behind everybody else's until the
     * next. 0: they never wait.
     */
    @WithDefault("1")
    int fairShare();

    /** How often one agent may ask for coaching per day (UTC). At least 1. */
    @WithDefault("5")
    int requestsPerDay();

    /** How many readers of live queues an instance serves; more are told to come back. */
    @WithDefault("5000")
    int streams();

    /** How often lapsed leases are given back and moved agents' items follow. ISO 8601 duration. */
    @WithDefault("PT1S")
    Duration tick();

    /** How often open items that went stale are closed. ISO 8601 duration. */
    @WithDefault("PT5S")
    Duration expireEvery();

    /** How long customers' words are kept, from when Kafka took them in. ISO 8601 duration. */
    @WithDefault("P28D")
    Duration forgetAfter();

    /** How often words, and counts of days, that are too old are deleted. ISO 8601 duration. */
    @WithDefault("PT10M")
    Duration forgetEvery();

    /** How long answers stay counted per agent, topic and day, without words. ISO 8601 duration. */
    @WithDefault("P730D")
    Duration keepDayCounts();

    /** How often sessions whose verdict is due are judged. ISO 8601 duration. */
    @WithDefault("PT1H")
    Duration judgeEvery();

    /** By what sessions that close from now on will be judged; those that closed keep what was agreed. */
    Effect effect();

    /** What is agreed when a session closes, before any result is known. */
    interface Effect {

        /** Days of the window before. */
        @WithDefault("30")
        int daysBefore();

        /** Days of the window after. */
        @WithDefault("30")
        int daysAfter();

        /** Fewest answers in either window with which an agent counts. */
        @WithDefault("20")
        int leastAnswers();

        /** Fewest peers with which a verdict is given. */
        @WithDefault("5")
        int leastPeers();
    }
}
