package dev.touchline.alerting.config;

import dev.touchline.alerting.core.Watchfulness;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything that can be set about judging. Durations are ISO 8601. */
@ConfigMapping(prefix = "touchline.alerting")
public interface AlertingConfig {
    /**
     * How far a response may lie behind the newest one of its agent and topic, in event time, and still count. More
     * than nothing, at most 30 days. Making it longer does not bring back what was late before.
     */
    @WithDefault("PT72H")
    Duration grace();

    /**
     * How long a response is known again after it was received; agents not heard of for that long and the longest
     * cooldown are forgotten. At least 29 days: longer than Kafka keeps responses, so that a replay changes nothing.
     */
    @WithDefault("P40D")
    Duration forgetAfter();

    /** How often it is looked for filters that are below their floor. 100 ms to a day. */
    @WithDefault("PT1M")
    Duration precisionEvery();

    /** The Kafka Streams application: names the consumer group, the transactions and the changelogs. */
    @WithDefault("alerting-service")
    String applicationId();

    /** Folder of the local state; it is a cache of the changelogs and may be wiped while the service is down. */
    @WithDefault(".touchline/alerting-state")
    Path stateDir();

    /** How often a transaction is committed, which is how long a need waits at most. 1 ms to 10 s. */
    @WithDefault("PT0.020S")
    Duration commitInterval();

    /** Threads that judge; more than there are partitions help nothing. 1 to 64. */
    @WithDefault("1")
    int threads();

    /** Instances that keep a warm copy of another one's state, for a quicker takeover. 0 to 5. */
    @WithDefault("0")
    int standbys();

    /** Memory that all RocksDB stores of the process share for reading, in MiB. 1 to 4096. */
    @WithDefault("24")
    int readCacheMib();

    /** Memory that all RocksDB stores of the process share for writing, in MiB. 1 to 4096. */
    @WithDefault("16")
    int writeBufferMib();

    /** The search for systemic causes: a topic that drops with many agents of a team at once. */
    Systemic systemic();

    /** What makes a drop a systemic cause. */
    interface Systemic {
        /** Whether they are looked for, and mute. */
        @WithDefault("true")
        boolean enabled();

        /** Which ratings are poor, 0 to 100. */
        @WithDefault("25")
        double scoreAtMost();

        /** How far back agents are looked at together. PT30M to PT24H. */
        @WithDefault("PT2H")
        Duration window();

        /** How many agents must be rated poorly within it, at least. 3 to 10,000. */
        @WithDefault("8")
        int agents();

        /** Which share of the agents who are rated, at least. 0.1 to 1. */
        @WithDefault("0.3")
        double share();

        /** Probability, per team, topic and month, of finding a cause where there is none. 0.000001 to 0.1. */
        @WithDefault("0.01")
        double falseAlarm();

        /** After so long it is the new usual, and agents are looked at again. PT1H to P28D. */
        @WithDefault("P7D")
        Duration longest();

        /** All of it; none when it is switched off. */
        default Optional<Watchfulness> watch() {
            return enabled()
                    ? Optional.of(new Watchfulness(scoreAtMost(), window(), agents(), share(), falseAlarm(), longest()))
                    : Optional.empty();
        }
    }
}
