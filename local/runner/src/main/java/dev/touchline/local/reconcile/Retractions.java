package dev.touchline.local.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Responses that were taken from an agent: each must stand under another one, with the same time and attribution. */
final class Retractions {
    private static final String TYPE = "dev.touchline.survey.retracted.v1";

    private final Instant horizon;
    /** The agents from whom a revision was taken, by the revision. */
    private final Map<String, Set<String>> from = new HashMap<>();

    private final Set<String> standing = new HashSet<>();

    /** @param horizon of what was retracted before, the response itself may be gone */
    Retractions(Instant horizon) {
        this.horizon = horizon;
    }

    /** Notes a retraction; false: the record is none. */
    boolean take(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || !TYPE.equals(new String(type.value(), StandardCharsets.UTF_8))) {
            return false;
        }
        JsonNode retraction = json(record);
        if (record.timestamp() >= horizon.toEpochMilli() && retraction.has("retractedAt")) {
            from.computeIfAbsent(revision(retraction), key -> new HashSet<>()).add(agent(retraction));
        }
        return true;
    }

    /**
     * Looks whether a record is what a retraction speaks of, under another agent.
     *
     * @return whether the record only moved a response that was published before
     */
    boolean answer(ConsumerRecord<String, byte[]> record) {
        JsonNode response = json(record);
        String revision = revision(response);
        for (String agent : from.getOrDefault(revision, Set.of())) {
            if (!agent.equals(agent(response))) {
                standing.add(name(revision, agent));
            }
        }
        return response.path("attribution").asInt() > 1;
    }

    Set<String> all() {
        Set<String> all = new HashSet<>();
        from.forEach((revision, agents) -> agents.forEach(agent -> all.add(name(revision, agent))));
        return all;
    }

    Set<String> standing() {
        return standing;
    }

    private static String name(String revision, String agent) {
        return revision + " from " + agent;
    }

    private static String revision(JsonNode event) {
        return String.join(
                " ",
                event.path("source").asText(),
                event.path("responseId").asText(),
                event.path("updatedAt").asText(),
                event.path("attribution").asText());
    }

    private static String agent(JsonNode event) {
        return event.at("/agent/id").asText();
    }

    /** A record that is none is dead-lettered, and accounted for as that. */
    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        try {
            return Json.read(value == null ? "" : new String(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Json.read("");
        }
    }
}
