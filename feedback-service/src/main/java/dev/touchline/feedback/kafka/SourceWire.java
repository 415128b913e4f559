package dev.touchline.feedback.kafka;

import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceKey;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.outbox.OutboxRow;
import java.time.Instant;
import java.util.List;

/** Sources as they travel on the Kafka topic {@code feedback.sources}, keys only as hashes. */
public final class SourceWire {
    private static final String TYPE = "dev.touchline.feedback.source.v1";

    private SourceWire() {}

    record SourceRecord(String source, String name, List<KeyRecord> keys, long version) {}

    record KeyRecord(String hash, Instant createdAt) {}

    /** The record that tells every instance of a source's new version. */
    public static OutboxRow row(Source source) {
        return new OutboxRow(
                KafkaTopics.FEEDBACK_SOURCES,
                source.id(),
                Uuid5.of("source", source.id(), Long.toString(source.version())),
                TYPE,
                write(source));
    }

    static byte[] write(Source source) {
        return WireJson.write(new SourceRecord(
                source.id(),
                source.name(),
                source.keys().stream()
                        .map(key -> new KeyRecord(key.hash(), key.createdAt()))
                        .toList(),
                source.version()));
    }

    static Source source(byte[] value) {
        SourceRecord in = WireJson.read(value, SourceRecord.class);
        return new Source(
                in.source(),
                in.name(),
                in.keys().stream()
                        .map(key -> new SourceKey(key.hash(), key.createdAt()))
                        .toList(),
                in.version());
    }
}
