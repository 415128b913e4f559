package dev.touchline.alerting.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.json.SilenceJson;
import dev.touchline.alerting.kafka.KafkaTopics;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.outbox.Outbox;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.outbox.OutboxRow;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** All versions of all silences: the source of truth. What is stored is published in the same transaction (outbox). */
@Singleton
public class SilenceStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "silence_id, version, effective_from, lifted, silence::text AS silence, changed_by, changed_at";

    private final Database database;
    private final OutboxRelay relay;

    SilenceStore(Database database, OutboxRelay relay) {
        this.database = database;
        this.relay = relay;
    }

    /**
     * Decides on the newest version and stores what follows. One change at a time, so that their number can be bounded.
     *
     * @param now what ended before is over
     * @param decision from the newest version, if there is any, and the number of other silences that stand, to the
     *     version to add; empty changes nothing
     */
    public Optional<SilenceVersion> change(
            String silenceId,
            Instant now,
            BiFunction<Optional<SilenceVersion>, Integer, Optional<SilenceVersion>> decision) {
        Optional<SilenceVersion> added = database.jdbi().inTransaction(handle -> {
            handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended('silences', 0))::text")
                    .mapTo(String.class)
                    .one();
            Optional<SilenceVersion> next = decision.apply(newest(handle, silenceId), others(handle, silenceId, now));
            next.ifPresent(version -> insert(handle, version));
            return next;
        });
        added.ifPresent(version -> relay.nudge());
        return added;
    }

    /** The newest version, also when it says that the silence is lifted. */
    public Optional<SilenceVersion> newest(String silenceId) {
        return database.jdbi().withHandle(handle -> newest(handle, silenceId));
    }

    /** The newest versions of silences that are not lifted, by id, after that id; uses the primary key. */
    public List<SilenceVersion> list(String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT * FROM (
                          SELECT DISTINCT ON (silence_id) %s FROM silence_version
                          WHERE silence_id > :after
                          ORDER BY silence_id, version DESC
                        ) newest
                        WHERE NOT lifted ORDER BY silence_id LIMIT :limit
                        """.formatted(COLUMNS))
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(SilenceStore::row)
                        .list());
    }

    /** The versions of a silence below that one, newest first; uses the primary key. */
    public List<SilenceVersion> versions(String silenceId, long below, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT %s FROM silence_version WHERE silence_id = :id AND version < :below
                        ORDER BY version DESC LIMIT :limit
                        """.formatted(COLUMNS))
                        .bind("id", silenceId)
                        .bind("below", below)
                        .bind("limit", limit)
                        .map(SilenceStore::row)
                        .list());
    }

    /** One publication more of a version; returns how many those are. */
    static int countPublication(Handle handle, String silenceId, long version) {
        return handle.createQuery("""
                        UPDATE silence_version SET publications = publications + 1
                        WHERE silence_id = :id AND version = :version RETURNING publications
                        """)
                .bind("id", silenceId)
                .bind("version", version)
                .mapTo(Integer.class)
                .one();
    }

    /** Notes from when a version is in force whose publication was held up. */
    static void postpone(Handle handle, String silenceId, long version, Instant effectiveFrom) {
        handle.createUpdate("""
                        UPDATE silence_version SET effective_from = :from WHERE silence_id = :id AND version = :version
                        """)
                .bind("from", utc(effectiveFrom))
                .bind("id", silenceId)
                .bind("version", version)
                .execute();
    }

    private static Optional<SilenceVersion> newest(Handle handle, String silenceId) {
        return handle.createQuery("""
                        SELECT %s FROM silence_version WHERE silence_id = :id ORDER BY version DESC LIMIT 1
                        """.formatted(COLUMNS))
                .bind("id", silenceId)
                .map(SilenceStore::row)
                .findOne();
    }

    private static int others(Handle handle, String silenceId, Instant now) {
        return handle.createQuery("""
                        SELECT count(*) FROM (
                          SELECT DISTINCT ON (silence_id) lifted, quiet_to FROM silence_version
                          WHERE silence_id <> :id ORDER BY silence_id, version DESC
                        ) newest
                        WHERE NOT lifted AND (quiet_to IS NULL OR quiet_to > :now)
                        """)
                .bind("id", silenceId)
                .bind("now", utc(now))
                .mapTo(Integer.class)
                .one();
    }

    private static void insert(Handle handle, SilenceVersion version) {
        JsonNode to = version.silence().path("to");
        handle.createUpdate("""
                        INSERT INTO silence_version (silence_id, version, effective_from, lifted, silence, quiet_to,
                                                     changed_by, changed_at)
                        VALUES (:id, :version, :from, :lifted, :silence::jsonb, :to, :by, :at)
                        """)
                .bind("id", version.silenceId())
                .bind("version", version.version())
                .bind("from", utc(version.effectiveFrom()))
                .bind("lifted", version.lifted())
                .bind("silence", version.silence().toString())
                .bind("to", to.isTextual() ? utc(Instant.parse(to.textValue())) : null)
                .bind("by", version.changedBy())
                .bind("at", utc(version.changedAt()))
                .execute();
        Outbox.append(
                handle,
                new OutboxRow(
                        KafkaTopics.FILTERS,
                        SilenceJson.key(version.silenceId(), version.version()),
                        Uuid5.of("silence", version.silenceId(), Long.toString(version.version())),
                        SilenceJson.TYPE,
                        SilenceJson.write(
                                version.silenceId(),
                                version.version(),
                                version.effectiveFrom(),
                                version.lifted(),
                                version.silence())));
    }

    private static SilenceVersion row(ResultSet rs, StatementContext context) throws SQLException {
        return new SilenceVersion(
                rs.getString("silence_id"),
                rs.getLong("version"),
                instant(rs, "effective_from"),
                rs.getBoolean("lifted"),
                tree(rs.getString("silence")),
                rs.getString("changed_by"),
                instant(rs, "changed_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL keeps valid JSON only", e);
        }
    }
}
