package dev.touchline.feedback.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads retractions off {@code survey.responses}. */
public final class RetractionReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RetractionReader() {}

    /** The retraction that a record's value holds; empty when it holds none. */
    public static Optional<Retraction> read(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(value);
            return Optional.of(new Retraction(
                    UUID.fromString(event.path("eventId").asText()),
                    event.path("source").asText(),
                    event.path("responseId").asText(),
                    event.path("attribution").asInt(),
                    Instant.parse(event.path("updatedAt").asText()),
                    Instant.parse(event.path("retractedAt").asText()),
                    event.at("/agent/id").asText(),
                    event.at("/agent/name").asText(),
                    event.path("team").asText(),
                    event.path("reason").asText()));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
