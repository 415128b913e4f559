package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Vetted;
import dev.touchline.feedback.core.metric.MetricDraft;
import dev.touchline.feedback.core.metric.MetricRules;
import dev.touchline.feedback.core.metric.MetricValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the events of {@code agent.metrics}, by the same rules that the values were accepted by. */
public final class MetricEventReader {
    private static final ObjectMapper JSON = new ObjectMapper(Syntax.JSON);

    private MetricEventReader() {}

    /** A value and when it reached us. */
    public record Posted(MetricValue value, Instant receivedAt) {}

    /** Empty when it is none. */
    public static Optional<Posted> read(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(value);
            Instant receivedAt = Instant.parse(event.path("receivedAt").asText());
            MetricDraft draft = new MetricDraft(
                    text(event, "agent"),
                    text(event, "metric"),
                    text(event, "from"),
                    text(event, "to"),
                    event.path("value").isNumber() ? event.path("value").doubleValue() : null);
            return MetricRules.check(draft, receivedAt, new Flaws()) instanceof Vetted.Valid<MetricValue>(var metric)
                    ? Optional.of(new Posted(metric, receivedAt))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static @Nullable String text(JsonNode event, String field) {
        return event.path(field).isTextual() ? event.path(field).textValue() : null;
    }
}
