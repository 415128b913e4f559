package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.roster.Standing.Elsewhere;
import dev.touchline.feedback.core.roster.Standing.Rank;
import dev.touchline.feedback.json.PublishedResponse;
import dev.touchline.feedback.read.Micros;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The tables behind re-attribution: what is to be looked at, what was decided, what stands where. */
final class ReattributionStore {
    /** Any number that no other advisory lock of the database uses. */
    private static final long LOCK = 0x6d6f7665L;

    private ReattributionStore() {}

    /** Names a response. */
    record Ref(String source, String responseId) {}

    /** A response to be looked at. */
    record Todo(long id, Ref ref, String reason) {}

    /** An alias whose responses are to be looked for. */
    record ChangedAlias(long id, AgentRef.ByAlias alias) {}

    /** An agent for whom a response no longer counts, since that rank; by that record. */
    record Told(Ref ref, Elsewhere from, Rank rank, ProducerRecord<String, byte[]> record) {}

    /** One worker at a time until the transaction ends; false: another one is at it. */
    static boolean lock(Handle handle) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    /** Asks for a look at these. Uses nothing; reading is by reattribution_due. */
    static void ask(Handle handle, Collection<Ref> refs, String reason) {
        refs(handle.createUpdate("""
                        INSERT INTO reattribution (source, response_id, reason)
                        SELECT source, response_id, :reason
                        FROM unnest(CAST(:sources AS text[]), CAST(:ids AS text[])) AS asked (source, response_id)
                        """), refs).bind("reason", reason).execute();
    }

    static List<Todo> due(Handle handle, int limit) {
        return handle.createQuery("""
                        SELECT id, source, response_id, reason FROM reattribution
                        WHERE due_at <= now() ORDER BY due_at, id LIMIT :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> new Todo(row.getLong("id"), ref(row), row.getString("reason")))
                .list();
    }

    static void done(Handle handle, List<Todo> todos) {
        handle.createUpdate("DELETE FROM reattribution WHERE id = ANY(:ids)")
                .bindArray("ids", Long.class, todos.stream().map(Todo::id).toList())
                .execute();
    }

    static void later(Handle handle, List<Todo> todos, Duration by) {
        handle.createUpdate("""
                        UPDATE reattribution SET due_at = clock_timestamp() + make_interval(secs => :by)
                        WHERE id = ANY(:ids)
                        """)
                .bind("by", by.toMillis() / 1000.0)
                .bindArray("ids", Long.class, todos.stream().map(Todo::id).toList())
                .execute();
    }

    static List<ChangedAlias> changedAliases(Handle handle, int limit) {
        return handle.createQuery("""
                        SELECT id, kind, key FROM alias_change WHERE due_at <= now() ORDER BY due_at, id LIMIT :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> new ChangedAlias(
                        row.getLong("id"), new AgentRef.ByAlias(row.getString("kind"), row.getString("key"))))
                .list();
    }

    static void lookedFor(Handle handle, List<ChangedAlias> changed) {
        handle.createUpdate("DELETE FROM alias_change WHERE id = ANY(:ids)")
                .bindArray(
                        "ids",
                        Long.class,
                        changed.stream().map(ChangedAlias::id).toList())
                .execute();
    }

    static List<String> holdersEver(Handle handle, AgentRef.ByAlias alias) {
        return handle.createQuery("SELECT agent_id FROM alias_holder WHERE kind = :kind AND key = :key")
                .bind("kind", alias.kind())
                .bind("key", alias.value())
                .mapTo(String.class)
                .list();
    }

    /** What stands under an agent and names that alias. Uses response_agent. */
    static List<PublishedResponse> naming(
            Handle handle, AgentRef.ByAlias alias, String agentId, Position after, int limit) {
        return handle.createQuery("""
                        SELECT * FROM response
                        WHERE agent_id = :agent AND alias_kind = :kind AND alias_key = :key
                            AND responded_at >= :at AND (responded_at, source, response_id) > (:at, :source, :id)
                        ORDER BY responded_at, source, response_id LIMIT :limit
                        """)
                .bind("agent", agentId)
                .bind("kind", alias.kind())
                .bind("key", alias.value())
                .bind("at", after.respondedAt())
                .bind("source", after.source())
                .bind("id", after.responseId())
                .bind("limit", limit)
                .map((row, context) -> response(row))
                .list();
    }

    /** Where a walk over an agent's responses stands. */
    record Position(Instant respondedAt, String source, String responseId) {
        static final Position START = new Position(Instant.EPOCH, "", "");

        static Position after(PublishedResponse last) {
            return new Position(last.respondedAt(), last.source(), last.responseId());
        }
    }

    /** Those of them that the read model has. Uses response_key_pkey and response_agent. */
    static Map<Ref, PublishedResponse> responses(Handle handle, Collection<Ref> refs) {
        Map<Ref, PublishedResponse> found = new HashMap<>();
        refs(handle.createQuery("""
                        SELECT held.* FROM unnest(CAST(:sources AS text[]), CAST(:ids AS text[]))
                                AS asked (source, response_id)
                            JOIN response_key AS key USING (source, response_id)
                            CROSS JOIN LATERAL (
                                SELECT * FROM response WHERE agent_id = key.agent_id
                                    AND responded_at = timestamptz 'epoch' + key.responded_micros * interval '1 microsecond'
                                    AND source = key.source AND response_id = key.response_id
                                LIMIT 1) AS held
                        """), refs)
                .map((row, context) -> response(row))
                .forEach(response -> found.put(new Ref(response.source(), response.responseId()), response));
        return found;
    }

    static Map<Ref, List<Elsewhere>> elsewhere(Handle handle, Collection<Ref> refs) {
        Map<Ref, List<Elsewhere>> found = new HashMap<>();
        refs(handle.createQuery("""
                        SELECT source, response_id, agent_id, team, updated_micros, attribution, retracted
                        FROM unnest(CAST(:sources AS text[]), CAST(:ids AS text[])) AS asked (source, response_id)
                            JOIN response_elsewhere USING (source, response_id)
                        """), refs)
                .map((row, context) -> found.computeIfAbsent(ref(row), key -> new ArrayList<>())
                        .add(new Elsewhere(
                                row.getString("agent_id"),
                                row.getString("team"),
                                new Rank(Micros.instant(row.getLong("updated_micros")), row.getInt("attribution")),
                                row.getBoolean("retracted"))))
                .list();
        return found;
    }

    /** Whose they are by a person's decision. */
    static Map<Ref, String> decided(Handle handle, Collection<Ref> refs) {
        Map<Ref, String> found = new HashMap<>();
        refs(handle.createQuery("""
                        SELECT source, response_id, agent_id
                        FROM unnest(CAST(:sources AS text[]), CAST(:ids AS text[])) AS asked (source, response_id)
                            JOIN attribution_decision USING (source, response_id)
                        """), refs)
                .map((row, context) -> found.put(ref(row), row.getString("agent_id")))
                .list();
        return found;
    }

    static void decide(Handle handle, Ref ref, String agentId, String reason, String by, Instant now) {
        handle.createUpdate("""
                        INSERT INTO attribution_decision (source, response_id, agent_id, reason, decided_by, decided_at)
                        VALUES (:source, :id, :agent, :reason, :by, :now)
                        ON CONFLICT (source, response_id) DO UPDATE SET agent_id = excluded.agent_id,
                            reason = excluded.reason, decided_by = excluded.decided_by, decided_at = excluded.decided_at
                        """)
                .bind("source", ref.source())
                .bind("id", ref.responseId())
                .bind("agent", agentId)
                .bind("reason", reason)
                .bind("by", by)
                .bind("now", now)
                .execute();
    }

    /**
     * Notes the retractions that were published.
     *
     * @param told in an order in which others lock rows too
     * @param offsets of the records
     */
    static void told(Handle handle, List<Told> told, Map<ProducerRecord<String, byte[]>, Long> offsets) {
        handle.createUpdate("""
                        INSERT INTO response_elsewhere AS known (
                            source, response_id, agent_id, team, updated_micros, attribution, kafka_offset,
                            retracted)
                        SELECT *, true FROM unnest(CAST(:sources AS text[]), CAST(:ids AS text[]), CAST(:agents AS text[]),
                            CAST(:teams AS text[]), CAST(:updated AS bigint[]), CAST(:attributions AS int[]),
                            CAST(:offsets AS bigint[]))
                        ON CONFLICT (source, response_id, agent_id) DO UPDATE SET
                            team = excluded.team, updated_micros = excluded.updated_micros,
                            attribution = excluded.attribution, kafka_offset = excluded.kafka_offset, retracted = true
                        WHERE (excluded.updated_micros, excluded.attribution, excluded.kafka_offset)
                            > (known.updated_micros, known.attribution, known.kafka_offset)
                        """)
                .bindArray(
                        "sources",
                        String.class,
                        told.stream().map(each -> each.ref().source()).toList())
                .bindArray(
                        "ids",
                        String.class,
                        told.stream().map(each -> each.ref().responseId()).toList())
                .bindArray(
                        "agents",
                        String.class,
                        told.stream().map(each -> each.from().agentId()).toList())
                .bindArray(
                        "teams",
                        String.class,
                        told.stream().map(each -> each.from().team()).toList())
                .bindArray(
                        "updated",
                        Long.class,
                        told.stream()
                                .map(each -> Micros.of(each.rank().updatedAt()))
                                .toList())
                .bindArray(
                        "attributions",
                        Integer.class,
                        told.stream().map(each -> each.rank().attribution()).toList())
                .bindArray(
                        "offsets",
                        Long.class,
                        told.stream().map(each -> offsets.get(each.record())).toList())
                .execute();
    }

    private static <S extends SqlStatement<S>> S refs(S statement, Collection<Ref> refs) {
        return statement
                .bindArray(
                        "sources", String.class, refs.stream().map(Ref::source).toList())
                .bindArray(
                        "ids", String.class, refs.stream().map(Ref::responseId).toList());
    }

    private static Ref ref(ResultSet row) throws SQLException {
        return new Ref(row.getString("source"), row.getString("response_id"));
    }

    private static PublishedResponse response(ResultSet row) throws SQLException {
        String kind = row.getString("alias_kind");
        return new PublishedResponse(
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("response_id"),
                row.getInt("attribution"),
                instant(row, "received_at"),
                instant(row, "responded_at"),
                instant(row, "updated_at"),
                row.getString("agent_id"),
                row.getString("team"),
                kind == null ? null : new AgentRef.ByAlias(kind, row.getString("alias_key")),
                row.getString("interaction"),
                row.getString("customer_ref"),
                row.getString("ratings"),
                row.getString("comment"),
                row.getString("language"),
                texts(row.getArray("tags")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
