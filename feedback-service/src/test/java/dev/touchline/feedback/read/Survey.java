package dev.touchline.feedback.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records of {@code survey.responses} past ingest. */
public final class Survey {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "survey.responses";
    private static final String USUAL = EventContract.of(TOPIC).sample("usual");

    private Survey() {}

    /** The usual sample of that agent under that id, from a source of the agent's own, changed as told. */
    public static RecordMetadata publish(String agent, String responseId, Consumer<ObjectNode> change) {
        return Backing.kafka()
                .produce(TOPIC, agent, event(agent, responseId, change).toString(), SurveyEventReader.TYPE);
    }

    private static ObjectNode event(String agent, String responseId, Consumer<ObjectNode> change) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(USUAL);
            event.put("source", agent)
                    .put("responseId", responseId)
                    .put("eventId", UUID.randomUUID().toString());
            ((ObjectNode) event.path("agent")).put("id", agent);
            change.accept(event);
            return event;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
