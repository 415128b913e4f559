package dev.touchline.feedback.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.feedback.core.erasure.ResponseName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads disputes off {@code coaching.outcomes}. */
public final class DisputeReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DisputeReader() {}

    /** What a record there says, as far as attribution is concerned. */
    public sealed interface Told {
        /** An agent holds an item to be wrong. */
        record Disputed(
                UUID id,
                UUID itemId,
                String agentId,
                String agentName,
                String team,
                String topic,
                String reason,
                String by,
                Instant at,
                List<ResponseName> responses)
                implements Told {}

        /** Something else became of an item. */
        record Other() implements Told {}
    }

    /** Empty when it is no outcome. */
    public static Optional<Told> read(byte @Nullable [] value) {
        try {
            JsonNode outcome = value == null ? null : JSON.readTree(value);
            if (outcome == null || !outcome.path("type").isTextual()) {
                return Optional.empty();
            }
            return outcome.path("type").textValue().equals("disputed")
                    ? Optional.of(disputed(outcome))
                    : Optional.of(new Told.Other());
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Told disputed(JsonNode outcome) {
        String agent = text(outcome, "/agent/id");
        List<ResponseName> responses = new ArrayList<>();
        outcome.path("evidence")
                .forEach(each -> responses.add(new ResponseName(text(each, "/source"), text(each, "/responseId"))));
        return new Told.Disputed(
                UUID.fromString(text(outcome, "/outcomeId")),
                UUID.fromString(text(outcome, "/itemId")),
                agent,
                outcome.at("/agent/name").asText(agent),
                text(outcome, "/team"),
                text(outcome, "/topic"),
                text(outcome, "/note"),
                text(outcome, "/by"),
                Instant.parse(text(outcome, "/at")),
                List.copyOf(responses));
    }

    private static String text(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        if (!found.isTextual()) {
            throw new IllegalArgumentException(pointer);
        }
        return found.textValue();
    }
}
