package dev.touchline.alerting.kafka;

import dev.touchline.alerting.config.AlertingConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of the Kafka Streams application. */
final class StreamsSettings {
    private StreamsSettings() {}

    /** @param connection how Kafka is reached: bootstrap servers and security */
    static Properties of(Map<String, Object> connection, AlertingConfig config) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.stateDir().toAbsolutePath().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        // Internal topics take the broker's own replication factor, whatever the size of the cluster.
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        settings.put(BoundedRocks.READ_CACHE_MIB, config.readCacheMib());
        settings.put(BoundedRocks.WRITE_BUFFER_MIB, config.writeBufferMib());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        // Not compressed unless kafka.compression.type says so: a transaction has a small batch for each partition.
        // Nobody sees a record before its commit, and a commit sends at once whatever is there: let it gather until
        // then, or each record is a request.
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                config.commitInterval().toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        // The wait for the markers of the transaction before is what a need's latency is made of: ask again soon.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
