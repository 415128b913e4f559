package dev.touchline.kit.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes Kafka clients from the {@code kafka.*} settings (bootstrap servers, security) plus what each use needs. */
@Singleton
public class KafkaClients {
    private static final Map<String, Object> QUICK_TO_COME_BACK =
            Map.of("reconnect.backoff.max.ms", 500, "retry.backoff.ms", 20, "retry.backoff.max.ms", 500);

    private final Map<String, Object> settings;
    private final String application;

    public KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> settings,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.settings = settings;
        this.application = application;
    }

    public String bootstrap() {
        return String.valueOf(settings.get("bootstrap.servers"));
    }

    /** The CloudEvents source of what this service says. */
    public String source() {
        return "/touchline/" + application;
    }

    /** The service's name, such as {@code coaching-service}. */
    public String application() {
        return application;
    }

    /** The connection settings, which win over our own defaults, with these on top. */
    public Map<String, Object> with(Map<String, Object> overrides) {
        Map<String, Object> merged = new HashMap<>(QUICK_TO_COME_BACK);
        merged.putAll(settings);
        merged.putAll(overrides);
        return merged;
    }

    public Admin admin() {
        return Admin.create(with(Map.of("request.timeout.ms", 2000, "default.api.timeout.ms", 5000)));
    }

    /** An idempotent producer that waits for all in-sync replicas. */
    public KafkaProducer<String, byte[]> producer(Map<String, Object> overrides) {
        Map<String, Object> config = with(Map.of("acks", "all", "enable.idempotence", true, "linger.ms", 0));
        config.putAll(overrides);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** An idempotent producer over raw keys, for records that are passed on as they came. */
    public KafkaProducer<byte[], byte[]> rawProducer(Map<String, Object> overrides) {
        Map<String, Object> config = with(Map.of("acks", "all", "enable.idempotence", true, "linger.ms", 0));
        config.putAll(overrides);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads committed records only; never commits by itself, and is of no group unless the overrides name one. */
    public KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> overrides) {
        return new KafkaConsumer<>(consumerConfig(overrides), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    KafkaConsumer<String, byte[]> keyedConsumer(Map<String, Object> overrides) {
        return new KafkaConsumer<>(consumerConfig(overrides), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerConfig(Map<String, Object> overrides) {
        Map<String, Object> config = with(Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "allow.auto.create.topics",
                false));
        // The framework's settings name the application; who reads as a group says which.
        config.remove("group.id");
        config.putAll(overrides);
        return config;
    }
}
