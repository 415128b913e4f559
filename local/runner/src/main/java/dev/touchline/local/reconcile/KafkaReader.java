package dev.touchline.local.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads Kafka topics whole, committed records only, up to where they end when the reading begins. */
public final class KafkaReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;
    private final String bootstrap;

    public KafkaReader(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /**
     * Hands every record to {@code each}, per partition in order.
     *
     * @return how many offsets came before the first that is still there
     */
    public long read(String kafkaTopic, Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafkaTopic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long gone = partitions.stream().mapToLong(consumer::position).sum();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            // The position passes transaction markers too, a record's offset would not.
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end(ends, new TopicPartition(record.topic(), record.partition()))) {
                        each.accept(record);
                    }
                }
            }
            return gone;
        }
    }

    /** How long a Kafka topic keeps its records; empty for ever. */
    public Optional<Duration> retention(String kafkaTopic) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, kafkaTopic);
        try {
            Config settings = requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));
            long millis = Long.parseLong(settings.get("retention.ms").value());
            return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The settings of " + kafkaTopic + " cannot be read", e.getCause());
        }
    }

    /** How far a consumer group has come, per partition of a Kafka topic; partitions it never committed are absent. */
    public Map<Integer, Long> committed(String group, String kafkaTopic) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<Integer, Long> committed = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null && partition.topic().equals(kafkaTopic)) {
                    committed.put(partition.partition(), offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The offsets of " + group + " cannot be read", e.getCause());
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        admin.close();
    }
}
