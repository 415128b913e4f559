package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.backing.Backing;
import dev.touchline.backing.Received;
import dev.touchline.kit.Uuid5;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A response as feedback-service publishes it, to be changed by tests. */
public record Survey(
        String agent, String id, Instant respondedAt, Instant receivedAt, Instant updatedAt, ObjectNode ratings) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String COMMENT = "He did not know the plan";

    public static Survey of(String agent, String id, Instant at) {
        return new Survey(agent, id, at, at.plusSeconds(2), at, JSON.createObjectNode());
    }

    /** Rated 1 to 5. */
    public Survey rated(String topic, int value) {
        ObjectNode more = ratings.deepCopy();
        more.put(topic, value);
        return new Survey(agent, id, respondedAt, receivedAt, updatedAt, more);
    }

    public Survey receivedAt(Instant at) {
        return new Survey(agent, id, respondedAt, at, updatedAt, ratings);
    }

    public Survey updatedAt(Instant at) {
        return new Survey(agent, id, respondedAt, receivedAt, at, ratings);
    }

    /** Puts it on survey.responses of the running broker. */
    public void publish() {
        Backing.kafka().produce(KafkaTopics.RESPONSES, agent, json(), SurveyResponses.TYPE, UUID.fromString(eventId()));
    }

    /** All that was told of that agent on the running broker, in order. */
    public static List<JsonNode> needsOf(String agent) {
        return Backing.kafka().consumeAll(KafkaTopics.NEEDED).stream()
                .filter(record -> agent.equals(record.key()))
                .map(Received::json)
                .toList();
    }

    String eventId() {
        return Uuid5.of("response", "demo", id, updatedAt.toString(), ratings.toString(), "1")
                .toString();
    }

    /** It under another agent. */
    String movedTo(String other, int attribution) {
        ObjectNode moved = node(other);
        return moved.put("attribution", attribution)
                .put(
                        "eventId",
                        Uuid5.of(eventId(), other, Integer.toString(attribution))
                                .toString())
                .toString();
    }

    /** Word to its agent that it was about somebody else. */
    String retraction(int attribution) {
        ObjectNode moved = node(agent).retain("source", "responseId", "updatedAt", "agent", "team");
        return moved.put("attribution", attribution)
                .put(
                        "eventId",
                        Uuid5.of(eventId(), "retracted", Integer.toString(attribution))
                                .toString())
                .put("retractedAt", updatedAt.plusSeconds(60).toString())
                .put("reason", "corrected-alias")
                .toString();
    }

    String json() {
        return node(agent).toString();
    }

    private ObjectNode node(String agent) {
        ObjectNode node = JSON.createObjectNode();
        node.put("eventId", eventId())
                .put("source", "demo")
                .put("responseId", id)
                .put("attribution", 1);
        node.put("receivedAt", receivedAt.toString())
                .put("respondedAt", respondedAt.toString())
                .put("updatedAt", updatedAt.toString());
        node.putObject("agent").put("id", agent).put("name", "Agent " + agent);
        node.put("team", "billing");
        ObjectNode interaction = node.putObject("interaction");
        interaction.put("id", "c-" + id).put("channel", "voice");
        interaction.put("endedAt", respondedAt.minusSeconds(120).toString());
        ratings.fields().forEachRemaining(rating -> {
            ObjectNode one = node.withArray("ratings").addObject();
            one.put("topic", rating.getKey()).put("value", rating.getValue().asInt());
            one.putObject("scale").put("min", 1).put("max", 5).put("direction", "higher-is-better");
            one.put("score", (rating.getValue().asInt() - 1) * 25.0);
        });
        node.withArray("ratings");
        node.put("comment", COMMENT).put("language", "en");
        return node;
    }
}
