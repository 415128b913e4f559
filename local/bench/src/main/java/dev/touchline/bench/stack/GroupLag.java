package dev.touchline.bench.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a consumer group has come in a Kafka topic, by the offsets it has committed. */
public final class GroupLag implements AutoCloseable {
    /** Often enough for rounds of seconds, rarely enough not to be felt. */
    private static final long PAUSE_MILLIS = 100;

    private final Admin admin;
    private final KafkaRecords records;
    private final String group;
    private final String kafkaTopic;

    public GroupLag(String bootstrap, String group, String kafkaTopic) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.records = new KafkaRecords(bootstrap);
        this.group = group;
        this.kafkaTopic = kafkaTopic;
    }

    /** How many records are left. */
    public long left() throws IOException, InterruptedException {
        return left(records.ends(kafkaTopic));
    }

    /** Returns when nothing is left of what the Kafka topic holds now. */
    public void awaitNothingLeft(Duration patience) throws IOException, InterruptedException {
        Map<TopicPartition, Long> ends = records.ends(kafkaTopic);
        long until = System.nanoTime() + patience.toNanos();
        for (long left = left(ends); left > 0; left = left(ends)) {
            if (System.nanoTime() > until) {
                throw new IOException("%s has still %,d records before it".formatted(group, left));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private long left(Map<TopicPartition, Long> ends) throws IOException, InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - position(committed.get(end.getKey())))
                    .sum();
        } catch (ExecutionException e) {
            throw new IOException("The offsets of " + group + " could not be read", e);
        }
    }

    private static long position(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public void close() {
        admin.close();
        records.close();
    }
}
