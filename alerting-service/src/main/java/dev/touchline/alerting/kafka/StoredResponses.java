package dev.touchline.alerting.kafka;

import dev.touchline.alerting.json.BacktestRequest;
import dev.touchline.kit.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What Kafka still has of past records, read from there: by a consumer of its own without a group, so nobody's offsets
 * move, and committed ones only.
 */
@Singleton
public class StoredResponses {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FOR_EVER = -1;
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(2);

    /** A poll hands out all that was fetched, so that more is on its way while that is worked on. */
    private static final Map<String, Object> SETTINGS = Map.of(
            "max.poll.records",
            Integer.MAX_VALUE,
            "max.partition.fetch.bytes",
            2 * 1024 * 1024,
            "receive.buffer.bytes",
            1024 * 1024,
            "fetch.max.wait.ms",
            100);

    private final KafkaClients clients;

    StoredResponses(KafkaClients clients) {
        this.clients = clients;
    }

    /** Offsets of one partition: {@code from} is inside, {@code to} is not. */
    record Part(TopicPartition partition, long from, long to) {
        long records() {
            return Math.max(0, to - from);
        }

        BacktestRequest.Offsets offsets() {
            return new BacktestRequest.Offsets(partition.partition(), from, to);
        }
    }

    /** How long a response is kept; empty when for ever. */
    public Optional<Duration> kept() {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, KafkaTopics.RESPONSES);
        try (Admin admin = clients.admin()) {
            Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            long millis = config == null
                    ? FOR_EVER
                    : Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
            return millis == FOR_EVER ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        } catch (ExecutionException e) {
            throw new KafkaException("Retention of responses can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    /** What there is now of responses that arrived at that time or later. */
    List<Part> since(Instant from) {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(SETTINGS)) {
            return since(consumer, KafkaTopics.RESPONSES, from);
        }
    }

    /**
     * What there is of these.
     *
     * @throws IllegalArgumentException naming the limit when there is no such partition or offset
     */
    public List<BacktestRequest.Offsets> check(List<BacktestRequest.Offsets> asked) {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(SETTINGS)) {
            Map<Integer, Part> stored = new HashMap<>();
            List<TopicPartition> partitions = partitions(consumer, KafkaTopics.RESPONSES);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> stored.put(
                            partition.partition(), new Part(partition, begins.getOrDefault(partition, end), end)));
            return asked.stream().map(part -> within(part, stored)).toList();
        }
    }

    private static BacktestRequest.Offsets within(BacktestRequest.Offsets asked, Map<Integer, Part> stored) {
        Part part = stored.get(asked.partition());
        if (part == null) {
            throw new IllegalArgumentException("there are partitions 0 to " + (stored.size() - 1));
        }
        if (asked.from() < part.from() || asked.from() > part.to()) {
            throw new IllegalArgumentException(
                    "of partition %d offsets %d to %d are kept".formatted(asked.partition(), part.from(), part.to()));
        }
        return new BacktestRequest.Offsets(asked.partition(), asked.from(), Math.min(asked.to(), part.to()));
    }

    /** The parts that these offsets say. */
    static List<Part> parts(List<BacktestRequest.Offsets> offsets) {
        return offsets.stream()
                .map(part ->
                        new Part(new TopicPartition(KafkaTopics.RESPONSES, part.partition()), part.from(), part.to()))
                .toList();
    }

    /** A consumer that reads one part after the other. */
    Reading reading() {
        return new Reading(clients.consumer(SETTINGS));
    }

    /** Reads parts; not for several threads. */
    static final class Reading implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;

        private Reading(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        /** Gives the records of a part in their order until its end, or until that says no. */
        void read(Part part, BooleanSupplier goOn, Consumer<List<ConsumerRecord<byte[], byte[]>>> each) {
            if (part.records() == 0) {
                return;
            }
            TopicPartition partition = part.partition();
            consumer.assign(List.of(partition));
            consumer.seek(partition, part.from());
            while (goOn.getAsBoolean() && consumer.position(partition) < part.to()) {
                List<ConsumerRecord<byte[], byte[]>> records =
                        consumer.poll(POLL).records(partition);
                each.accept(until(part.to(), records));
            }
        }

        private static List<ConsumerRecord<byte[], byte[]>> until(
                long end, List<ConsumerRecord<byte[], byte[]>> records) {
            if (records.isEmpty() || records.getLast().offset() < end) {
                return records;
            }
            return records.stream().filter(record -> record.offset() < end).toList();
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(POLL));
        }
    }

    /** Reads all that is on a small Kafka topic now; on one that does not exist there is nothing. */
    void readWhole(String kafkaTopic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long deadline = System.nanoTime() + WHOLE_WITHIN.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(SETTINGS)) {
            List<Part> open = since(consumer, kafkaTopic, Instant.EPOCH).stream()
                    .filter(part -> part.records() > 0)
                    .collect(Collectors.toCollection(ArrayList::new));
            consumer.assign(open.stream().map(Part::partition).toList());
            open.forEach(part -> consumer.seek(part.partition(), part.from()));
            while (!open.isEmpty()) {
                consumer.poll(POLL).forEach(each);
                open.removeIf(part -> consumer.position(part.partition()) >= part.to());
                if (System.nanoTime() >= deadline) {
                    throw new KafkaException("Kafka does not answer");
                }
            }
        }
    }

    private static List<Part> since(KafkaConsumer<byte[], byte[]> consumer, String kafkaTopic, Instant from) {
        List<TopicPartition> partitions = partitions(consumer, kafkaTopic);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
        List<Part> parts = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            OffsetAndTimestamp begin = begins.get(partition);
            parts.add(new Part(partition, begin == null ? end : begin.offset(), end));
        }
        return parts;
    }

    /** Assigned, so that the client does not wonder when it is asked for their ends. */
    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String kafkaTopic) {
        List<TopicPartition> partitions = consumer.partitionsFor(kafkaTopic).stream()
                .map(info -> new TopicPartition(kafkaTopic, info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }
}
