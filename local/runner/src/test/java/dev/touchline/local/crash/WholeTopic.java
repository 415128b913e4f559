package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads Kafka topics from begin to end, committed records only. */
final class WholeTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private WholeTopic() {}

    /** The values of all records in order per partition, as JSON; tombstones left out. */
    static List<JsonNode> values(String bootstrap, String kafkaTopic) {
        return records(bootstrap, kafkaTopic).stream().map(WholeTopic::json).toList();
    }

    /** All records in order per partition; tombstones left out. */
    static List<ConsumerRecord<String, String>> records(String bootstrap, String kafkaTopic) {
        try (KafkaConsumer<String, String> consumer = consumer(bootstrap)) {
            List<TopicPartition> partitions = partitions(consumer, kafkaTopic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return rest(consumer).stream()
                    .filter(record -> record.value() != null)
                    .toList();
        }
    }

    static JsonNode json(ConsumerRecord<String, String> record) {
        return Json.read(record.value());
    }

    /** Everything from where the consumer stands to the end as of now. */
    static List<ConsumerRecord<String, String>> rest(KafkaConsumer<String, String> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String kafkaTopic) {
        return consumer.partitionsFor(kafkaTopic).stream()
                .map(info -> new TopicPartition(kafkaTopic, info.partition()))
                .toList();
    }

    static KafkaConsumer<String, String> consumer(String bootstrap) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
