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
    record Position(Instant turn, int partition, long offset) {
        static final Position START = new Position(Instant.EPOCH.minusSeconds(1), 0, 0);
    }

    /**
     * A parked response as it came.
     *
     * @param partition of {@code survey.quarantine}, the same for all revisions of a response
     * @param offset there: the order of arrival
     */
    record Arrived(Parked parked, int partition, long offset) {
        Arrived withoutWords() {
            return new Arrived(
                    new Parked(
                            parked.envelope(),
                            parked.reason(),
                            parked.response().withoutWords()),
                    partition,
                    offset);
        }
    }

    /**
     * A parked response as it lies in the table.
     *
     * @param payload the response in canonical form
     */
    record ParkedRow(Envelope envelope, Position position, byte[] payload) {}

    private QuarantineStore() {}

    /** One releaser at a time until the transaction ends, so that one agent's responses leave in order. */
    static void lock(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(String.class)
                .list();
    }

    /**
     * Keeps them; those that are there already stay as they are. Each statement of the batch sees the rows of those
     * before it. Uses quarantine_revisions.
     *
     * @param arrived those of one partition in the order of their offsets
     */
    static void insert(Handle handle, List<Arrived> arrived) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO quarantine (event_id, kind, source, response_id, reason, agent_id, alias_kind, alias_key,
                    state, payload, responded_at, received_at, kafka_partition, kafka_offset, turn)
                VALUES (:eventId, 'response', :source, :responseId, :reason, :agentId, :aliasKind, :aliasKey,
                    'parked', CAST(:payload AS json), :respondedAt, :receivedAt, :partition, :offset,
                    greatest(CAST(:respondedAt AS timestamptz), (
                        SELECT max(turn) FROM quarantine
                        WHERE source = :source AND response_id = :responseId AND state = 'parked')))
                ON CONFLICT (event_id) DO NOTHING
                """);
        arrived.forEach(each -> bind(batch, each).add());
        batch.execute();
    }

    /** The next of all parked, in their turn. Uses quarantine_parked. */
    static List<ParkedRow> parked(Handle handle, Position after, int limit) {
        return handle.createQuery("""
                        SELECT event_id, source, payload, received_at, turn, kafka_partition, kafka_offset FROM quarantine
                        WHERE state = 'parked'
                          AND (turn, kafka_partition, kafka_offset) > (:turn, :partition, :offset)
                        ORDER BY turn, kafka_partition, kafka_offset LIMIT :limit
                        """)
                .bind("turn", after.turn())
                .bind("partition", after.partition())
                .bind("offset", after.offset())
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** The next parked under these names, in their turn. Uses quarantine_agent and quarantine_alias. */
    static List<ParkedRow> parked(Handle handle, Set<AgentRef> names, Position after, int limit) {
        Names split = Names.of(names);
        return handle.createQuery("""
                        SELECT * FROM (
                            SELECT * FROM quarantine WHERE state = 'parked' AND agent_id = ANY(:ids)
                            UNION ALL
                            SELECT * FROM quarantine WHERE state = 'parked' AND (alias_kind, alias_key) IN
                                (SELECT * FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[])))
                        ) AS named
                        WHERE (turn, kafka_partition, kafka_offset) > (:turn, :partition, :offset)
                        ORDER BY turn, kafka_partition, kafka_offset LIMIT :limit
                        """)
                .bindArray("ids", String.class, split.ids())
                .bindArray("kinds", String.class, split.kinds())
                .bindArray("keys", String.class, split.keys())
                .bind("turn", after.turn())
                .bind("partition", after.partition())
                .bind("offset", after.offset())
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

    private static PreparedBatch bind(PreparedBatch batch, Arrived arrived) {
        Parked parked = arrived.parked();
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
                .bind("receivedAt", parked.envelope().receivedAt())
                .bind("partition", arrived.partition())
                .bind("offset", arrived.offset());
    }

    private static ParkedRow row(ResultSet row) throws SQLException {
        return new ParkedRow(
                new Envelope(
                        row.getObject("event_id", UUID.class),
                        row.getString("source"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()),
                new Position(
                        row.getObject("turn", OffsetDateTime.class).toInstant(),
                        row.getInt("kafka_partition"),
                        row.getLong("kafka_offset")),
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
