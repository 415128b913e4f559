package dev.touchline.backing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as a service would and reads back what services wrote.
 *
 * @param bootstrap of the Kafka that is talked to
 */
public record TestKafka(String bootstrap) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Writes one event under a random id; returns when the broker has it. */
    public RecordMetadata produce(String topic, String key, @Nullable String json, String ceType) {
        return produce(topic, key, json, ceType, UUID.randomUUID());
    }

    /** Writes one event with CloudEvents headers; returns when the broker has it. A null value is a tombstone. */
    public RecordMetadata produce(String topic, String key, @Nullable String json, String ceType, UUID id) {
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id.toString(),
                "ce_source",
                "test",
                "ce_type",
                ceType,
                "ce_time",
                Instant.now().toString(),
                "content-type",
                "application/json");
        return produce(topic, key, json, headers);
    }

    /** Writes one record as it is, also a malformed one; returns when the broker has it. */
    public RecordMetadata produce(
            String topic, @Nullable String key, @Nullable String value, Map<String, String> headers) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "linger.ms", 0);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the record", e.getCause());
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }

    /** All committed records of the Kafka topic, partition by partition, each in order of its offsets. */
    public List<Received> consumeAll(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "fetch.max.wait.ms",
                50);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer, consumer.endOffsets(partitions));
        }
    }

    private static List<Received> readTo(KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        List<Received> all = new ArrayList<>();
        boolean complete = Patience.until(PATIENCE, () -> {
            consumer.poll(reached(consumer, ends) ? Duration.ZERO : POLL)
                    .forEach(record -> all.add(Received.of(record)));
            return reached(consumer, ends);
        });
        if (!complete) {
            throw new IllegalStateException("Read only " + all.size() + " records within " + PATIENCE);
        }
        return List.copyOf(all);
    }

    private static boolean reached(KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
