package dev.touchline.alerting.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.json.FilterJson;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** All versions of all filters: the source of truth. What is stored is published in the same transaction (outbox). */
@Singleton
public class FilterStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "filter_id, version, effective_from, deleted, definition::text AS definition,"
            + " changed_by, changed_at, forced_because, backtest_id";

    private final Database database;
    private final OutboxRelay relay;

    FilterStore(Database database, OutboxRelay relay) {
        this.database = database;
        this.relay = relay;
    }

    /**
     * Decides on the newest version and stores what follows, with nobody else changing this filter meanwhile.
     *
     * @param decision from the newest version, if there is any, to the one to add; empty changes nothing
     */
    public Optional<FilterVersion> change(
            String filterId, Function<Optional<FilterVersion>, Optional<FilterVersion>> decision) {
        Optional<FilterVersion> added = database.jdbi().inTransaction(handle -> {
            lock(handle, filterId);
            Optional<FilterVersion> next = decision.apply(newest(handle, filterId));
            next.ifPresent(version -> insert(handle, version));
            return next;
        });
        added.ifPresent(version -> relay.nudge());
        return added;
    }

    /**
     * Decides on the newest versions of several filters and stores what follows, all or nothing.
     *
     * @param decisions as for {@link #change}, by filter
     * @param whether asked once all are decided: whether to store; what it throws leaves all as it was
     */
    public void changeAll(
            SortedMap<String, Function<Optional<FilterVersion>, Optional<FilterVersion>>> decisions,
            BooleanSupplier whether) {
        database.jdbi().useTransaction(handle -> {
            List<FilterVersion> added = new ArrayList<>();
            // In order of their ids: two that wait for each other's filters would wait forever.
            decisions.forEach((id, decision) -> {
                lock(handle, id);
                decision.apply(newest(handle, id)).ifPresent(added::add);
            });
            if (whether.getAsBoolean()) {
                added.forEach(version -> insert(handle, version));
            }
        });
        relay.nudge();
    }

    /** The newest version, also when it says that the filter is deleted. */
    public Optional<FilterVersion> newest(String filterId) {
        return database.jdbi().withHandle(handle -> newest(handle, filterId));
    }

    /** The newest versions of filters that are not deleted, by id, after that id; uses the primary key. */
    public List<FilterVersion> list(String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT * FROM (
                          SELECT DISTINCT ON (filter_id) %s FROM filter_version
                          WHERE filter_id > :after
                          ORDER BY filter_id, version DESC
                        ) newest
                        WHERE NOT deleted ORDER BY filter_id LIMIT :limit
                        """.formatted(COLUMNS))
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(FilterStore::row)
                        .list());
    }

    /** The versions of a filter below that one, newest first; uses the primary key. */
    public List<FilterVersion> versions(String filterId, long below, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT %s FROM filter_version WHERE filter_id = :id AND version < :below
                        ORDER BY version DESC LIMIT :limit
                        """.formatted(COLUMNS))
                        .bind("id", filterId)
                        .bind("below", below)
                        .bind("limit", limit)
                        .map(FilterStore::row)
                        .list());
    }

    /** One publication more of a version; returns how many those are. */
    static int countPublication(Handle handle, String filterId, long version) {
        return handle.createQuery("""
                        UPDATE filter_version SET publications = publications + 1
                        WHERE filter_id = :id AND version = :version RETURNING publications
                        """)
                .bind("id", filterId)
                .bind("version", version)
                .mapTo(Integer.class)
                .one();
    }

    /** Notes from when a version is in force whose publication was held up. */
    static void postpone(Handle handle, String filterId, long version, Instant effectiveFrom) {
        handle.createUpdate("""
                        UPDATE filter_version SET effective_from = :from WHERE filter_id = :id AND version = :version
                        """)
                .bind("from", utc(effectiveFrom))
                .bind("id", filterId)
                .bind("version", version)
                .execute();
    }

    private static Optional<FilterVersion> newest(Handle handle, String filterId) {
        return handle.createQuery("""
                        SELECT %s FROM filter_version WHERE filter_id = :id ORDER BY version DESC LIMIT 1
                        """.formatted(COLUMNS))
                .bind("id", filterId)
                .map(FilterStore::row)
                .findOne();
    }

    private static void lock(Handle handle, String filterId) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))::text")
                .bind("id", "filter/" + filterId)
                .mapTo(String.class)
                .one();
    }

    private static void insert(Handle handle, FilterVersion version) {
        handle.createUpdate("""
                        INSERT INTO filter_version (filter_id, version, effective_from, deleted, definition,
                                                    changed_by, changed_at, forced_because, backtest_id)
                        VALUES (:id, :version, :from, :deleted, :definition::jsonb, :by, :at, :because, :backtest::uuid)
                        """)
                .bind("id", version.filterId())
                .bind("version", version.version())
                .bind("from", utc(version.effectiveFrom()))
                .bind("deleted", version.deleted())
                .bind("definition", version.definition().toString())
                .bind("by", version.changedBy())
                .bind("at", utc(version.changedAt()))
                .bind("because", version.forcedBecause().orElse(null))
                .bind("backtest", version.backtest().map(UUID::toString).orElse(null))
                .execute();
        Outbox.append(
                handle,
                new OutboxRow(
                        KafkaTopics.FILTERS,
                        FilterJson.key(version.filterId(), version.version()),
                        Uuid5.of("filter", version.filterId(), Long.toString(version.version())),
                        FilterJson.TYPE,
                        FilterJson.write(
                                version.filterId(),
                                version.version(),
                                version.effectiveFrom(),
                                version.deleted(),
                                version.definition())));
    }

    private static FilterVersion row(ResultSet rs, StatementContext context) throws SQLException {
        return new FilterVersion(
                rs.getString("filter_id"),
                rs.getLong("version"),
                instant(rs, "effective_from"),
                rs.getBoolean("deleted"),
                tree(rs.getString("definition")),
                rs.getString("changed_by"),
                instant(rs, "changed_at"),
                Optional.ofNullable(rs.getString("forced_because")),
                Optional.ofNullable(rs.getObject("backtest_id", UUID.class)));
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
