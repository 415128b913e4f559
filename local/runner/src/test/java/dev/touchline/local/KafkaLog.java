package dev.touchline.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.reconcile.KafkaReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands on a Kafka topic right now. */
final class KafkaLog {
    private KafkaLog() {}

    static List<ConsumerRecord<String, byte[]>> records(LocalStack stack, String kafkaTopic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaReader reader = new KafkaReader(stack.kafkaBootstrap())) {
            reader.read(kafkaTopic, records::add);
        }
        return records;
    }

    /** The CloudEvents ids. */
    static List<String> ids(LocalStack stack, String kafkaTopic) {
        return records(stack, kafkaTopic).stream()
                .map(record -> new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .toList();
    }

    static List<JsonNode> values(LocalStack stack, String kafkaTopic) {
        return records(stack, kafkaTopic).stream()
                .map(record -> Json.read(new String(record.value(), StandardCharsets.UTF_8)))
                .toList();
    }
}
