package dev.touchline.feedback.store;

import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceKey;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.core.source.SourceSettings.MappingText;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables of the sources. */
final class SourceTables {
    private static final String SIGNATURE = "signature";
    private static final String API_TOKEN = "api-token";

    private SourceTables() {}

    /** A version of a mapping and who wrote it. */
    record WrittenMapping(MappingText mapping, Instant at, String by) {}

    static Optional<Source> find(Handle handle, String id) {
        List<SourceKey> keys = handle.createQuery(
                        "SELECT hash, created_at FROM source_key WHERE source_id = :id ORDER BY created_at")
                .bind("id", id)
                .map((row, context) -> new SourceKey(row.getString("hash"), at(row)))
                .list();
        MappingText mapping = mappings(handle, id, 1).stream()
                .map(WrittenMapping::mapping)
                .findFirst()
                .orElse(MappingText.NONE);
        List<SealedSecret> secrets = secrets(handle, id, SIGNATURE);
        SealedSecret token = secrets(handle, id, API_TOKEN).stream().findFirst().orElse(null);
        return handle.createQuery("""
                        SELECT name, version, fetch_base_url, fetch_path, fetch_token_header, fetch_per_minute,
                            fetch_per_day, rate_per_second, rate_burst
                        FROM source WHERE id = :id
                        """)
                .bind("id", id)
                .map((row, context) -> new Source(
                        id,
                        row.getString("name"),
                        keys,
                        new SourceSettings(mapping, secrets, token, fetchBack(row), rateLimit(row)),
                        row.getLong("version")))
                .findOne();
    }

    /** The newest first. */
    static List<WrittenMapping> mappings(Handle handle, String source, int limit) {
        return handle.createQuery("""
                        SELECT version, yaml, created_at, created_by FROM source_mapping WHERE source_id = :source
                        ORDER BY version DESC LIMIT :limit
                        """)
                .bind("source", source)
                .bind("limit", limit)
                .map((row, context) -> new WrittenMapping(
                        new MappingText(row.getLong("version"), row.getString("yaml")),
                        at(row),
                        row.getString("created_by")))
                .list();
    }

    static void save(Handle handle, Source source, String by, Instant now) {
        saveRow(handle, source);
        saveKeys(handle, source);
        SourceSettings settings = source.settings();
        if (settings.mapping().version() > 0) {
            handle.createUpdate("""
                            INSERT INTO source_mapping (source_id, version, yaml, created_at, created_by)
                            VALUES (:id, :version, :yaml, :now, :by) ON CONFLICT (source_id, version) DO NOTHING
                            """)
                    .bind("id", source.id())
                    .bind("version", settings.mapping().version())
                    .bind("yaml", settings.mapping().yaml())
                    .bind("now", now)
                    .bind("by", by)
                    .execute();
        }
        saveSecrets(handle, source.id(), settings);
    }

    private static void saveRow(Handle handle, Source source) {
        FetchBackSettings fetch = source.settings().fetchBack();
        RateLimit rate = source.settings().rateLimit();
        handle.createUpdate("""
                        INSERT INTO source (id, name, version, fetch_base_url, fetch_path, fetch_token_header,
                            fetch_per_minute, fetch_per_day, rate_per_second, rate_burst)
                        VALUES (:id, :name, :version, :url, :path, :tokenHeader, :perMinute, :perDay, :perSecond, :burst)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version,
                            fetch_base_url = excluded.fetch_base_url, fetch_path = excluded.fetch_path,
                            fetch_token_header = excluded.fetch_token_header, fetch_per_minute = excluded.fetch_per_minute,
                            fetch_per_day = excluded.fetch_per_day, rate_per_second = excluded.rate_per_second,
                            rate_burst = excluded.rate_burst
                        """)
                .bind("id", source.id())
                .bind("name", source.name())
                .bind("version", source.version())
                .bind("url", fetch == null ? null : fetch.baseUrl())
                .bind("path", fetch == null ? null : fetch.path())
                .bind("tokenHeader", fetch == null ? null : fetch.tokenHeader())
                .bind("perMinute", fetch == null ? null : (Integer) fetch.perMinute())
                .bind("perDay", fetch == null ? null : (Integer) fetch.perDay())
                .bind("perSecond", rate == null ? null : (Integer) rate.perSecond())
                .bind("burst", rate == null ? null : (Integer) rate.burst())
                .execute();
    }

    private static void saveKeys(Handle handle, Source source) {
        handle.createUpdate("DELETE FROM source_key WHERE source_id = :id AND hash <> ALL(:live)")
                .bind("id", source.id())
                .bindArray(
                        "live",
                        String.class,
                        source.keys().stream().map(SourceKey::hash).toList())
                .execute();
        for (SourceKey key : source.keys()) {
            handle.createUpdate("""
                            INSERT INTO source_key (hash, source_id, created_at) VALUES (:hash, :id, :at)
                            ON CONFLICT (hash) DO NOTHING
                            """)
                    .bind("hash", key.hash())
                    .bind("id", source.id())
                    .bind("at", key.createdAt())
                    .execute();
        }
    }

    private static void saveSecrets(Handle handle, String source, SourceSettings settings) {
        handle.createUpdate("DELETE FROM source_secret WHERE source_id = :source AND id <> ALL(:live)")
                .bind("source", source)
                .bindArray(
                        "live",
                        String.class,
                        Stream.concat(settings.secrets().stream(), Stream.ofNullable(settings.apiToken()))
                                .map(SealedSecret::id)
                                .toList())
                .execute();
        settings.secrets().forEach(secret -> saveSecret(handle, source, secret, SIGNATURE));
        if (settings.apiToken() != null) {
            saveSecret(handle, source, settings.apiToken(), API_TOKEN);
        }
    }

    private static void saveSecret(Handle handle, String source, SealedSecret secret, String purpose) {
        handle.createUpdate("""
                        INSERT INTO source_secret (source_id, id, purpose, key_id, sealed, created_at)
                        VALUES (:source, :id, :purpose, :keyId, :sealed, :at) ON CONFLICT (source_id, id) DO NOTHING
                        """)
                .bind("source", source)
                .bind("id", secret.id())
                .bind("purpose", purpose)
                .bind("keyId", secret.keyId())
                .bind("sealed", secret.sealed())
                .bind("at", secret.createdAt())
                .execute();
    }

    private static List<SealedSecret> secrets(Handle handle, String source, String purpose) {
        return handle.createQuery("""
                        SELECT id, key_id, sealed, created_at FROM source_secret
                        WHERE source_id = :source AND purpose = :purpose ORDER BY created_at, id
                        """)
                .bind("source", source)
                .bind("purpose", purpose)
                .map((row, context) -> new SealedSecret(
                        row.getString("id"), row.getString("key_id"), row.getString("sealed"), at(row)))
                .list();
    }

    private static @Nullable FetchBackSettings fetchBack(ResultSet row) throws SQLException {
        String url = row.getString("fetch_base_url");
        return url == null
                ? null
                : new FetchBackSettings(
                        url,
                        row.getString("fetch_path"),
                        row.getString("fetch_token_header"),
                        row.getInt("fetch_per_minute"),
                        row.getInt("fetch_per_day"));
    }

    private static @Nullable RateLimit rateLimit(ResultSet row) throws SQLException {
        int perSecond = row.getInt("rate_per_second");
        return row.wasNull() ? null : new RateLimit(perSecond, row.getInt("rate_burst"));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }
}
