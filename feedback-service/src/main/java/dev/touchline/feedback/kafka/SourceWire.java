package dev.touchline.feedback.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceKey;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.core.source.SourceSettings.MappingText;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.outbox.OutboxRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sources as they travel on the Kafka topic {@code feedback.sources}: keys only as hashes, secrets only sealed. */
public final class SourceWire {
    private static final String TYPE = "dev.touchline.feedback.source.v1";

    private SourceWire() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SourceRecord(
            String source,
            String name,
            List<KeyRecord> keys,
            @Nullable MappingText mapping,
            @Nullable List<SealedSecret> secrets,
            @Nullable SealedSecret apiToken,
            @Nullable FetchBackSettings fetchBack,
            @Nullable RateLimit rateLimit,
            long version) {}

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
        SourceSettings settings = source.settings();
        return WireJson.write(new SourceRecord(
                source.id(),
                source.name(),
                source.keys().stream()
                        .map(key -> new KeyRecord(key.hash(), key.createdAt()))
                        .toList(),
                settings.mapping().version() == 0 ? null : settings.mapping(),
                settings.secrets().isEmpty() ? null : settings.secrets(),
                settings.apiToken(),
                settings.fetchBack(),
                settings.rateLimit(),
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
                settings(in),
                in.version());
    }

    private static SourceSettings settings(SourceRecord in) {
        return new SourceSettings(
                in.mapping() == null ? MappingText.NONE : in.mapping(),
                in.secrets() == null ? List.of() : in.secrets(),
                in.apiToken(),
                in.fetchBack(),
                in.rateLimit());
    }
}
