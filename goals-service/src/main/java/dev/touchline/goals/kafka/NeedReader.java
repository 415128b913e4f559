package dev.touchline.goals.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.NeedNews;
import dev.touchline.kit.kafka.UnreadableRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a {@code coaching.needed} record that goals care about, and ignores all others. */
@Singleton
final class NeedReader {
    private final ObjectReader json;

    NeedReader(ObjectMapper json) {
        this.json = json.readerFor(Wire.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * The news in a record; empty for kinds that suggest no goal (praise, operations).
     *
     * @throws UnreadableRecord when it is no such record
     */
    Optional<NeedNews> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableRecord(record, "no value");
        }
        try {
            Wire wire = json.readValue(record.value());
            return wire != null && "coaching".equals(required(wire.kind, "kind"))
                    ? Optional.of(news(wire))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UnreadableRecord(record, "not the JSON of a need");
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecord(record, String.valueOf(e.getMessage()));
        }
    }

    private static NeedNews news(Wire wire) {
        return new NeedNews(
                required(wire.needId, "needId"),
                new AgentTopic(required(required(wire.agent, "agent").id, "agent/id"), required(wire.topic, "topic")),
                required(required(wire.filter, "filter").id, "filter/id"),
                required(wire.seq, "seq"),
                stands(required(wire.type, "type"), wire.evidenceLeft),
                required(wire.raisedAt, "raisedAt"));
    }

    /** A need stands while evidence is left for it: a revision may remove one contribution of several. */
    private static boolean stands(String type, @Nullable Integer evidenceLeft) {
        return switch (type) {
            case "raised", "evidence-added" -> true;
            case "withdrawn" -> Objects.requireNonNullElse(evidenceLeft, 0) > 0;
            default -> throw new IllegalArgumentException("unknown type of need record");
        };
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("missing field " + field);
        }
        return value;
    }

    private record Wire(
            @Nullable UUID needId,
            @Nullable String type,
            @Nullable Long seq,
            @Nullable String kind,
            @Nullable Ref filter,
            @Nullable Ref agent,
            @Nullable String topic,
            @Nullable Instant raisedAt,
            @Nullable Integer evidenceLeft) {}

    private record Ref(@Nullable String id) {}
}
