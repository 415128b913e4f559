package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.core.ResponseKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What other services say on compacted Kafka topics, read once for a backtest. */
final class Directory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Directory() {}

    /** Supervisors by team, as the roster has them now. */
    static Map<String, List<String>> supervisors(StoredResponses stored) {
        Map<String, List<String>> byTeam = new HashMap<>();
        stored.readWhole(
                KafkaTopics.ROSTER,
                record -> tree(record, team -> {
                    if (team.has("supervisors")) {
                        List<String> supervisors = new ArrayList<>();
                        team.path("supervisors").forEach(one -> supervisors.add(one.asText()));
                        byTeam.put(team.path("team").asText(), supervisors);
                    }
                }));
        return byTeam;
    }

    /** Responses whose words are erased. */
    static Set<ResponseKey> erased(StoredResponses stored) {
        Set<ResponseKey> erased = new HashSet<>();
        stored.readWhole(
                KafkaTopics.ERASURES,
                record -> tree(
                        record,
                        erasure -> erased.add(new ResponseKey(
                                erasure.path("source").asText(),
                                erasure.path("responseId").asText()))));
        return erased;
    }

    private static void tree(ConsumerRecord<byte[], byte[]> record, Consumer<JsonNode> reader) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return;
        }
        try {
            reader.accept(JSON.readTree(value));
        } catch (IOException | IllegalArgumentException e) {
            // What can't be read says nothing here; its own consumers report it.
            return;
        }
    }
}
