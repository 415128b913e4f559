package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.backtest.Outcomes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How coaching items ended, as {@code coaching.outcomes} tells it. As large as what people did while Kafka keeps it.
 */
final class KnownOutcomes implements Outcomes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_THE_AGENT = Set.of("policy", "product", "tool", "wrong-agent", "abusive");

    private record About(String agent, String topic, ResponseKey response) {}

    private final Map<About, Outcome> known = new HashMap<>();

    static Outcomes read(StoredResponses stored) {
        KnownOutcomes outcomes = new KnownOutcomes();
        stored.readWhole(KafkaTopics.OUTCOMES, outcomes::take);
        return outcomes;
    }

    @Override
    public Optional<Outcome> of(String agent, String topic, ResponseKey response) {
        return Optional.ofNullable(known.get(new About(agent, topic, response)));
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return;
        }
        try {
            take(JSON.readTree(value));
        } catch (IOException | IllegalArgumentException e) {
            // Not ours to judge: alerting's own reader of outcomes dead-letters it.
            return;
        }
    }

    private void take(JsonNode outcome) {
        Optional<Outcome> ended =
                ended(outcome.path("type").asText(), outcome.path("cause").asText());
        String agent = outcome.path("agent").path("id").asText();
        String topic = outcome.path("topic").asText();
        for (JsonNode response : outcome.path("evidence")) {
            ResponseKey key = new ResponseKey(
                    response.path("source").asText(),
                    response.path("responseId").asText());
            ended.ifPresent(how -> known.put(new About(agent, topic, key), how));
        }
    }

    private static Optional<Outcome> ended(String type, String cause) {
        if (type.equals("completed") || type.equals("dismissed") && cause.equals("agent")) {
            return Optional.of(Outcome.CONFIRMED);
        }
        return type.equals("dismissed") && NOT_THE_AGENT.contains(cause)
                ? Optional.of(Outcome.REFUTED)
                : Optional.empty();
    }
}
