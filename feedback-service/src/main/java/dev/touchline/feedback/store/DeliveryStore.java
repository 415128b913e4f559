package dev.touchline.feedback.store;

import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.json.FetchNotice;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.json.HeldReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The deliveries in the table {@code quarantine}, and the notices of answers that are to be fetched. */
final class DeliveryStore {
    private DeliveryStore() {}

    /** A delivery that waits. */
    record Waiting(Envelope envelope, Delivery delivery) {}

    /** Where a walk over what waits stands: all up to here were looked at. */
    record Position(Instant receivedAt, UUID eventId) {
        static final Position START = new Position(Instant.EPOCH, new UUID(0, 0));
    }

    /** Which deliveries are meant; null: all. */
    record Filter(@Nullable String source, @Nullable String reason) {
        static final Filter ALL = new Filter(null, null);
    }

    static void insert(Handle handle, List<HeldDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO quarantine (event_id, kind, source, reason, state, received_at, kafka_partition, kafka_offset,
                    mapping_version, causes, headers, body)
                VALUES (:eventId, 'delivery', :source, :reason, 'quarantined', :receivedAt, 0, 0,
                    :mappingVersion, CAST(:causes AS json), CAST(:headers AS json), :body)
                ON CONFLICT (event_id) DO NOTHING
                """);
        deliveries.forEach(held -> batch.bind("eventId", held.envelope().eventId())
                .bind("source", held.envelope().source())
                .bind("reason", held.reason())
                .bind("receivedAt", held.envelope().receivedAt())
                .bind("mappingVersion", held.mappingVersion())
                .bind("causes", HeldReader.causes(held.causes()))
                .bind("headers", HeldReader.headers(held.delivery()))
                .bind("body", held.delivery().body())
                .add());
        batch.execute();
    }

    static void insertNotices(Handle handle, List<FetchNotice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO quarantine (event_id, kind, source, reason, state, received_at, kafka_partition, kafka_offset,
                    mapping_version, survey_id, response_id, fetch_attempts, fetch_due_at)
                VALUES (:eventId, 'fetch-back', :source, :reason, 'quarantined', :receivedAt, 0, 0,
                    :mappingVersion, :surveyId, :responseId, 0, :receivedAt)
                ON CONFLICT (event_id) DO NOTHING
                """);
        notices.forEach(notice -> batch.bind("eventId", notice.envelope().eventId())
                .bind("source", notice.envelope().source())
                .bind("reason", FetchNotice.REASON)
                .bind("receivedAt", notice.envelope().receivedAt())
                .bind("mappingVersion", notice.mappingVersion())
                .bind("surveyId", notice.surveyId())
                .bind("responseId", notice.responseId())
                .add());
        batch.execute();
    }

    /** Those of these ids that wait, locked until the transaction ends. */
    static List<Waiting> waiting(Handle handle, List<UUID> ids) {
        return handle.createQuery("""
                        SELECT event_id, source, received_at, headers, body FROM quarantine
                        WHERE event_id = ANY(:ids) AND kind = 'delivery' AND state = 'quarantined'
                        ORDER BY received_at, event_id FOR UPDATE
                        """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> waiting(row))
                .list();
    }

    /** The next that wait, the oldest first. Uses quarantine_waiting and quarantine_of_source. */
    static List<Position> next(Handle handle, Filter filter, Position after, int limit) {
        return handle.createQuery("""
                        SELECT event_id, received_at FROM quarantine
                        WHERE state = 'quarantined' AND kind = 'delivery'
                          AND (received_at, event_id) > (:receivedAt, :eventId)
                          AND (CAST(:source AS text) IS NULL OR source = :source)
                          AND (CAST(:reason AS text) IS NULL OR reason = :reason)
                        ORDER BY received_at, event_id LIMIT :limit
                        """)
                .bind("receivedAt", after.receivedAt())
                .bind("eventId", after.eventId())
                .bind("source", filter.source())
                .bind("reason", filter.reason())
                .bind("limit", limit)
                .map((row, context) -> new Position(at(row), row.getObject("event_id", UUID.class)))
                .list();
    }

    /**
     * Has given up answers asked for anew, as if word of them had just come: these, or with null all of a source or
     * reason. Uses quarantine_to_fetch.
     *
     * @return how many
     */
    static int fetchAgain(Handle handle, @Nullable List<UUID> ids, Filter filter, Instant now) {
        return handle.createUpdate("""
                        UPDATE quarantine SET fetch_attempts = 0, fetch_due_at = :now, reason = :anew, causes = NULL,
                            body = NULL
                        WHERE kind = 'fetch-back' AND state = 'quarantined' AND fetch_due_at IS NULL
                          AND (CAST(:all AS boolean) OR event_id = ANY(:ids))
                          AND (CAST(:source AS text) IS NULL OR source = :source)
                          AND (CAST(:reason AS text) IS NULL OR reason = :reason)
                        """)
                .bind("now", now)
                .bind("anew", FetchNotice.REASON)
                .bind("all", ids == null)
                .bindArray("ids", UUID.class, ids == null ? List.of() : ids)
                .bind("source", filter.source())
                .bind("reason", filter.reason())
                .execute();
    }

    /** Notes that everything of it could be taken. */
    static void redriven(Handle handle, UUID id, List<UUID> events, Instant now, String by) {
        handle.createUpdate("""
                        UPDATE quarantine SET state = 'redriven', settled_at = :now, settled_by = :by,
                            redriven_as = (SELECT array_agg(DISTINCT made) FROM unnest(
                                coalesce(redriven_as, CAST('{}' AS uuid[])) || CAST(:events AS uuid[])) AS made)
                        WHERE event_id = :id AND state = 'quarantined'
                        """)
                .bind("id", id)
                .bindArray("events", UUID.class, events)
                .bind("now", now)
                .bind("by", by)
                .execute();
    }

    /** Notes why something of it still can't be taken. */
    static void stillKept(Handle handle, HeldDelivery held, List<UUID> events) {
        handle.createUpdate("""
                        UPDATE quarantine SET reason = :reason, mapping_version = :mappingVersion,
                            causes = CAST(:causes AS json),
                            redriven_as = (SELECT array_agg(DISTINCT made) FROM unnest(
                                coalesce(redriven_as, CAST('{}' AS uuid[])) || CAST(:events AS uuid[])) AS made)
                        WHERE event_id = :id AND state = 'quarantined'
                        """)
                .bind("id", held.envelope().eventId())
                .bind("reason", held.reason())
                .bind("mappingVersion", held.mappingVersion())
                .bind("causes", HeldReader.causes(held.causes()))
                .bindArray("events", UUID.class, events)
                .execute();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        try {
            return new Waiting(
                    new Envelope(row.getObject("event_id", UUID.class), row.getString("source"), at(row)),
                    new Delivery(row.getBytes("body"), HeldReader.headers(row.getString("headers"))));
        } catch (IOException e) {
            throw new UncheckedIOException("The headers of a row of ours are JSON", e);
        }
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("received_at", OffsetDateTime.class).toInstant();
    }
}
