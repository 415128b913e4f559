package dev.touchline.feedback.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.json.Body;
import dev.touchline.feedback.json.BodyReader;
import dev.touchline.feedback.json.Envelope;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what was parked, by the same rules that it was accepted by. */
final class ParkedReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ParkedReader() {}

    /** The parked response that a record of {@code survey.quarantine} holds; empty when it holds none. */
    static Optional<Parked> read(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(value);
            Envelope envelope = new Envelope(
                    UUID.fromString(event.path("eventId").asText()),
                    event.path("source").asText(),
                    Instant.parse(event.path("receivedAt").asText()));
            return response(JSON.writeValueAsBytes(event.path("response")), envelope.receivedAt())
                    .map(response -> new Parked(envelope, event.path("reason").asText(), response));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A response in canonical form; empty when it is none. */
    static Optional<SurveyResponse> response(byte[] canonical, Instant receivedAt) {
        return BodyReader.json(canonical, receivedAt) instanceof Body.Single(Checked.Valid(SurveyResponse response))
                ? Optional.of(response)
                : Optional.empty();
    }
}
