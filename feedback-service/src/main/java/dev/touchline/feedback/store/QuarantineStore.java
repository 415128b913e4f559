package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.json.ResponseWriter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code quarantine}. */
final class QuarantineStore {
    /** Any number that no other advisory lock of the database uses. */
    private static final long LOCK = 0x72656c65617365L;

    /** Where a walk over the parked stands: all up to here were looked at. */
    record Position(Instant respondedAt, UUID eventId) {
        static final Position START = new Position(Instant.EPOCH.minusSeconds(1), new UUID(0, 0));
    }

    /**
     * A parked response as it lies in the table.
     *
     * @param payload the response in canonical form
     */
    record ParkedRow(Envelope envelope, Instant respondedAt, byte[] payload) {
        Position position() {
            return new Position(respondedAt, envelope.eventId());
        }
    }

    private QuarantineStore() {}

    /** One releaser at a time until the transaction ends, so that one agent's responses leave in order. */
    static void lock(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(String.class)
                .list();
    }

    /** Keeps them; those that are there already stay as they are. */
    static void insert(Handle handle, List<Parked> parked) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO quarantine (event_id, source, response_id, reason, agent_id, alias_kind, alias_key,
                    state, payload, responded_at, received_at)
                VALUES (:eventId, :source, :responseId, :reason, :agentId, :aliasKind, :aliasKey,
                    'parked', CAST(:payload AS jsonb), :respondedAt, :receivedAt)
                ON CONFLICT (event_id) DO NOTHING
                """);
        parked.forEach(each -> bind(batch, each).add());
        batch.execute();
    }

    /** The next of all parked, in order of time. Uses quarantine_parked. */
    static List<ParkedRow> parked(Handle handle, Position after, int limit) {
        return handle.createQuery("""
                        SELECT event_id, source, payload, responded_at, received_at FROM quarantine
                        WHERE state = 'parked' AND (responded_at, event_id) > (:respondedAt, :eventId)
                        ORDER BY responded_at, event_id LIMIT :limit
                        """)
                .bind("respondedAt", after.respondedAt())
                .bind("eventId", after.eventId())
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** The next parked under these names, in order of time. Uses quarantine_agent and quarantine_alias. */
    static List<ParkedRow> parked(Handle handle, Set<AgentRef> names, Position after, int limit) {
        Names split = Names.of(names);
        return handle.createQuery("""
                        SELECT * FROM (
                            SELECT * FROM quarantine WHERE state = 'parked' AND agent_id = ANY(:ids)
                            UNION ALL
                            SELECT * FROM quarantine WHERE state = 'parked' AND (alias_kind, alias_key) IN
                                (SELECT * FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[])))
                        ) AS named
                        WHERE (responded_at, event_id) > (:respondedAt, :eventId)
                        ORDER BY responded_at, event_id LIMIT :limit
                        """)
                .bindArray("ids", String.class, split.ids())
                .bindArray("kinds", String.class, split.kinds())
                .bindArray("keys", String.class, split.keys())
                .bind("respondedAt", after.respondedAt())
                .bind("eventId", after.eventId())
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    static void release(Handle handle, List<UUID> eventIds, Instant now) {
        handle.createUpdate("""
                        UPDATE quarantine SET state = 'released', released_at = :now
                        WHERE event_id = ANY(:ids) AND state = 'parked'
                        """)
                .bind("now", now)
                .bindArray("ids", UUID.class, eventIds)
                .execute();
    }

    static long countParked(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM quarantine WHERE state = 'parked'")
                .mapTo(Long.class)
                .one();
    }

    private static PreparedBatch bind(PreparedBatch batch, Parked parked) {
        Names name = Names.of(Set.of(parked.response().agent()));
        return batch.bind("eventId", parked.envelope().eventId())
                .bind("source", parked.envelope().source())
                .bind("responseId", parked.response().responseId())
                .bind("reason", parked.reason())
                .bind("agentId", name.ids().stream().findFirst().orElse(null))
                .bind("aliasKind", name.kinds().stream().findFirst().orElse(null))
                .bind("aliasKey", name.keys().stream().findFirst().orElse(null))
                .bind("payload", new String(ResponseWriter.bytes(parked.response()), StandardCharsets.UTF_8))
                .bind("respondedAt", parked.response().respondedAt())
                .bind("receivedAt", parked.envelope().receivedAt());
    }

    private static ParkedRow row(ResultSet row) throws SQLException {
        return new ParkedRow(
                new Envelope(
                        row.getObject("event_id", UUID.class),
                        row.getString("source"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()),
                row.getObject("responded_at", OffsetDateTime.class).toInstant(),
                row.getString("payload").getBytes(StandardCharsets.UTF_8));
    }

    /** References by id and by alias, as columns. */
    private record Names(List<String> ids, List<String> kinds, List<String> keys) {
        static Names of(Set<AgentRef> references) {
            Names names = new Names(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            references.forEach(names::add);
            return names;
        }

        private void add(AgentRef reference) {
            switch (reference) {
                case AgentRef.ById(String id) -> ids.add(id);
                case AgentRef.ByAlias alias -> {
                    kinds.add(alias.kind());
                    keys.add(alias.normalised().value());
                }
            }
        }
    }
}
