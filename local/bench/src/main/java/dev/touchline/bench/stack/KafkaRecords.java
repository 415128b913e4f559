package dev.touchline.bench.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at Kafka topics after the load, when it disturbs nothing. */
public final class KafkaRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public KafkaRecords(String bootstrap) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Where each partition ends now. */
    public Map<TopicPartition, Long> ends(String kafkaTopic) {
        return new HashMap<>(consumer.endOffsets(partitions(kafkaTopic)));
    }

    /** How many records were ever appended. */
    public long count(String kafkaTopic) {
        return ends(kafkaTopic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Reads what was appended after {@code from}, up to what is there now. */
    public void readFrom(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Map<TopicPartition, Long> to = new HashMap<>(consumer.endOffsets(from.keySet()));
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(sink);
        }
    }

    /** Up to {@code most} of the records of a Kafka topic that were written first. */
    public List<ConsumerRecord<byte[], byte[]>> first(String kafkaTopic, int most) {
        Set<TopicPartition> partitions = partitions(kafkaTopic);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        for (int empty = 0; records.size() < most && empty < 5; ) {
            int before = records.size();
            consumer.poll(POLL).forEach(records::add);
            empty = records.size() == before ? empty + 1 : 0;
        }
        return List.copyOf(records.subList(0, Math.min(most, records.size())));
    }

    private Set<TopicPartition> partitions(String kafkaTopic) {
        return consumer.partitionsFor(kafkaTopic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
