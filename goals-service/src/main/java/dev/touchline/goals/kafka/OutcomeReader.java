package dev.touchline.goals.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.Line;
import dev.touchline.goals.core.Line.Origin;
import dev.touchline.goals.core.Line.Part;
import dev.touchline.goals.core.LineNews;
import dev.touchline.goals.core.LineNews.Completed;
import dev.touchline.goals.core.LineNews.Key;
import dev.touchline.goals.core.LineNews.Left;
import dev.touchline.goals.core.LineNews.Restored;
import dev.touchline.goals.core.LineNews.TakenBack;
import dev.touchline.kit.kafka.UnreadableRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what a {@code coaching.outcomes} record means for one-on-ones. */
@Singleton
final class OutcomeReader {
    private final ObjectReader json;

    OutcomeReader(ObjectMapper json) {
        this.json = json.readerFor(Wire.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * The news in a record; none in what is about a team, or is a word rather than a step.
     *
     * @throws UnreadableRecord when it is no such record
     */
    List<LineNews> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableRecord(record, "no value");
        }
        try {
            Wire wire = json.readValue(record.value());
            return wire == null || "operations".equals(required(wire.kind, "kind")) ? List.of() : news(wire);
        } catch (IOException e) {
            throw new UnreadableRecord(record, "not the JSON of an outcome");
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord(record, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Steps that are newer than this program take a line back, as every step does that leaves nothing to talk about.
     */
    private static List<LineNews> news(Wire wire) {
        UUID item = required(wire.itemId, "itemId");
        long version = required(wire.version, "version");
        Key quality = new Key(item, Part.QUALITY);
        Key training = new Key(item, Part.TRAINING);
        return switch (required(wire.type, "type")) {
            case "asked", "acknowledged", "disputed" -> List.of();
            case "recurred" -> List.of(new Left(line(wire, Origin.RECURRED), version));
            case "expired" -> List.of(new Left(line(wire, Origin.EXPIRED), version));
            case "deferred" -> List.of(new Left(line(wire, Origin.DEFERRED), version));
            case "completed" -> List.of(completed(wire, quality, version));
            case "reopened" -> List.of(new TakenBack(quality, version), new Restored(training, version));
            case "dismissed", "corrected" ->
                "agent".equals(wire.cause)
                        ? List.of(new TakenBack(quality, version))
                        : List.of(new TakenBack(quality, version), new TakenBack(training, version));
            default -> List.of(new TakenBack(quality, version));
        };
    }

    private static Completed completed(Wire wire, Key quality, long version) {
        return new Completed(
                quality,
                version,
                required(required(wire.agent, "agent").id, "agent/id"),
                Objects.requireNonNullElse(wire.needs, List.<UUID>of()),
                required(wire.at, "at"));
    }

    private static Line line(Wire wire, Origin origin) {
        return new Line(
                required(wire.itemId, "itemId"),
                new AgentTopic(required(required(wire.agent, "agent").id, "agent/id"), required(wire.topic, "topic")),
                "praise".equals(wire.kind),
                origin,
                origin == Origin.DEFERRED ? wire.note : null,
                required(wire.at, "at"),
                Objects.requireNonNullElse(wire.needs, List.<UUID>of()));
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("missing field " + field);
        }
        return value;
    }

    private record Wire(
            @Nullable UUID itemId,
            @Nullable String type,
            @Nullable Instant at,
            @Nullable Ref agent,
            @Nullable String topic,
            @Nullable String kind,
            @Nullable Long version,
            @Nullable String cause,
            @Nullable String note,
            @Nullable List<UUID> needs) {}

    private record Ref(@Nullable String id) {}
}
