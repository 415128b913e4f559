package dev.touchline.alerting.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

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
}
