package dev.touchline.feedback.live;

import dev.touchline.kit.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the end of a Kafka topic, all partitions, without a consumer group. */
final class Tail implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private final Duration before;
    private final int most;
    private boolean caughtUp;

    private Tail(KafkaConsumer<byte[], byte[]> consumer, String kafkaTopic, Duration before, int most) {
        this.consumer = consumer;
        this.partitions = IntStream.range(
                        0, consumer.partitionsFor(kafkaTopic, ANSWER_WITHIN).size())
                .mapToObj(partition -> new TopicPartition(kafkaTopic, partition))
                .toList();
        this.ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
        this.before = before;
        this.most = most;
        consumer.assign(partitions);
    }

    /**
     * Opens it; {@link #begin} or {@link #resume} says where.
     *
     * @param before how far back the beginning lies
     * @param most records that are read before the end is reached, whatever {@code before} says
     */
    static Tail open(KafkaClients clients, String kafkaTopic, Duration before, int most) {
        KafkaConsumer<byte[], byte[]> consumer =
                clients.consumer(Map.of("client.id", "live-feed", "auto.offset.reset", "latest"));
        try {
            return new Tail(consumer, kafkaTopic, before, most);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Begins some time before the end. */
    Position begin() {
        long time = Clock.systemUTC().instant().minus(before).toEpochMilli();
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, time));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked, ANSWER_WITHIN);
        return resume(new Position(partitions.stream()
                .mapToLong(partition -> start(end(partition), found.get(partition)))
                .toArray()));
    }

    /** Goes on where reading stopped. */
    Position resume(Position position) {
        partitions.forEach(partition -> consumer.seek(partition, position.next(partition.partition())));
        return position;
    }

    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        return consumer.poll(patience);
    }

    /** Whether all that was there when it was opened has been read. */
    boolean caughtUp() {
        caughtUp =
                caughtUp || partitions.stream().allMatch(partition -> consumer.position(partition) >= end(partition));
        return caughtUp;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private long start(long end, @Nullable OffsetAndTimestamp found) {
        return found == null ? end : Math.max(found.offset(), end - most / partitions.size());
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
