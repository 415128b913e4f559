package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.Card;
import dev.touchline.coaching.core.CaseKey;
import dev.touchline.coaching.core.DismissCause;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState;
import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Completed;
import dev.touchline.coaching.core.ItemState.Deferred;
import dev.touchline.coaching.core.ItemState.Dismissed;
import dev.touchline.coaching.core.ItemState.Expired;
import dev.touchline.coaching.core.ItemState.Open;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.store.EvidenceRows.Sought;
import dev.touchline.coaching.store.Sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code item}. Nobody waits in a circle: a transaction locks in the order Kafka partitions, responses by key,
 * items by id, the agent's day, counters by team, and what it locks of each it locks in one statement. Who passes over
 * locked rows waits for none.
 */
final class ItemRows {
    /** What {@link #map} reads, from {@code item i}. */
    static final String COLUMNS = """
            i.id, i.kind, i.agent_id, i.agent_name, i.team, i.topic, i.state, i.claimed_by, i.lease_until, i.cause, \
            i.opened_at, i.newest_at, i.fresh_until, i.evidence_count, i.evidence_version, i.version, i.keep_until, \
            i.held_back_until, i.reasons""";

    private ItemRows() {}

    static Item map(ResultSet row) throws SQLException {
        Card card = new Card(
                ReasonJson.read(row.getString("reasons")),
                row.getInt("evidence_count"),
                Sql.instant(row, "newest_at"),
                Sql.instant(row, "fresh_until"),
                row.getLong("evidence_version"),
                Sql.instantOrNull(row, "keep_until"));
        return new Item(
                row.getObject("id", UUID.class),
                new Agent(row.getString("agent_id"), row.getString("agent_name")),
                row.getString("team"),
                row.getString("topic"),
                kind(row.getString("kind")),
                state(row),
                Sql.instant(row, "opened_at"),
                row.getLong("version"),
                card,
                Sql.instantOrNull(row, "held_back_until"));
    }

    static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The item as it stands, not locked (item_pkey). */
    static Optional<Item> byId(Handle handle, UUID id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM item i WHERE i.id = :id")
                .bind("id", id)
                .map((row, _) -> map(row))
                .findOne();
    }

    /** Locks these items and the live ones of these cases (item_pkey, item_one_live). */
    static List<Item> lock(Handle handle, Collection<UUID> ids, Collection<CaseKey> cases) {
        String sql = """
                SELECT %s FROM item i WHERE i.id IN (
                    SELECT unnest(?)
                    UNION
                    SELECT live.id FROM unnest(?, ?, ?) AS k (agent_id, topic, kind)
                    JOIN item live USING (agent_id, topic, kind) WHERE live.state IN ('open', 'claimed'))
                ORDER BY i.id FOR NO KEY UPDATE
                """.formatted(COLUMNS);
        return Sql.query(
                handle,
                sql,
                ItemRows::map,
                Column.uuids(ids, id -> id),
                Column.texts(cases, CaseKey::agentId),
                Column.texts(cases, CaseKey::topic),
                Column.texts(cases, key -> key.kind().word()));
    }

    /**
     * Locks all that a batch of needs may touch: these items, those that its needs stand on, those of its cases that
     * show one of its responses, and the live ones of its cases. It looks for them itself, so that nothing has to be
     * read before: what is read after it stands (item_pkey, need_pkey, evidence_response, item_one_live).
     */
    static List<Item> lock(
            Handle handle,
            Collection<UUID> ids,
            Collection<UUID> needIds,
            Collection<Sought> sought,
            Collection<CaseKey> cases) {
        String sql = """
                SELECT %s FROM item i WHERE i.id IN (
                    SELECT unnest(?)
                    UNION
                    SELECT item_id FROM need WHERE need_id = ANY (?)
                    UNION
                    SELECT e.item_id FROM unnest(?, ?, ?, ?, ?) AS k (source, response_id, agent_id, topic, kind)
                    JOIN evidence e USING (source, response_id)
                    JOIN item s ON s.id = e.item_id AND s.agent_id = k.agent_id AND s.topic = k.topic
                        AND s.kind = k.kind
                    UNION
                    SELECT live.id FROM unnest(?, ?, ?) AS k (agent_id, topic, kind)
                    JOIN item live USING (agent_id, topic, kind) WHERE live.state IN ('open', 'claimed'))
                ORDER BY i.id FOR NO KEY UPDATE
                """.formatted(COLUMNS);
        return Sql.query(
                handle,
                sql,
                ItemRows::map,
                Column.uuids(ids, id -> id),
                Column.uuids(needIds, id -> id),
                Column.texts(sought, each -> each.ref().source()),
                Column.texts(sought, each -> each.ref().responseId()),
                Column.texts(sought, each -> each.key().agentId()),
                Column.texts(sought, each -> each.key().topic()),
                Column.texts(sought, each -> each.key().kind().word()),
                Column.texts(cases, CaseKey::agentId),
                Column.texts(cases, CaseKey::topic),
                Column.texts(cases, key -> key.kind().word()));
    }

    /**
     * Locks this item and, when it is of coaching, what else the agent may be coached on (item_pkey, item_one_live).
     */
    static List<Item> lockWithOthersOfTheAgent(Handle handle, UUID id) {
        String sql = """
                SELECT %s FROM item i WHERE i.id IN (
                    SELECT unnest(?)
                    UNION
                    SELECT other.id FROM item me JOIN item other USING (agent_id)
                    WHERE me.id = ANY (?) AND me.kind = 'coaching' AND other.kind = 'coaching'
                        AND other.state IN ('open', 'claimed'))
                ORDER BY i.id FOR NO KEY UPDATE
                """.formatted(COLUMNS);
        List<UUID> ids = List.of(id);
        return Sql.query(handle, sql, ItemRows::map, Column.uuids(ids, one -> one), Column.uuids(ids, one -> one));
    }

    /**
     * Counts up the evidence version of these items, whose responses say something else now, and tells their teams
     * (item_pkey).
     */
    static List<String> touch(Handle handle, Set<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return Sql.query(handle, """
                WITH locked AS (SELECT id FROM item WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE)
                UPDATE item SET evidence_version = evidence_version + 1 FROM locked WHERE item.id = locked.id
                RETURNING item.team
                """, row -> row.getString("team"), Column.uuids(ids, id -> id));
    }

    /** The teams in whose queues these items stand or were closed (item_pkey). */
    static List<String> teams(Handle handle, Set<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return Sql.query(
                handle,
                "SELECT DISTINCT team FROM item WHERE id = ANY (?)",
                row -> row.getString("team"),
                Column.uuids(ids, id -> id));
    }

    static void insert(Handle handle, List<Item> items, Instant now) {
        if (items.isEmpty()) {
            return;
        }
        Sql.update(handle, """
                INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, claimed_by, lease_until,
                    cause, opened_at, closed_at, newest_at, fresh_until, evidence_count, evidence_version, version,
                    priority, keep_until, held_back_until, reasons)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, columns(items, now));
    }

    static void update(Handle handle, List<Item> items, Instant now) {
        if (items.isEmpty()) {
            return;
        }
        Sql.update(handle, """
                UPDATE item SET
                    agent_name = t.agent_name, severity = t.severity, state = t.state, claimed_by = t.claimed_by,
                    lease_until = t.lease_until, cause = t.cause,
                    closed_at = CASE WHEN t.closed_at IS NULL THEN NULL ELSE COALESCE(item.closed_at, t.closed_at) END,
                    newest_at = t.newest_at, fresh_until = t.fresh_until, evidence_count = t.evidence_count,
                    evidence_version = t.evidence_version, version = t.version, priority = t.priority,
                    keep_until = t.keep_until, held_back_until = t.held_back_until, reasons = t.reasons
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS t (
                    id, kind, agent_id, agent_name, team, topic, severity, state, claimed_by, lease_until,
                    cause, opened_at, closed_at, newest_at, fresh_until, evidence_count, evidence_version, version,
                    priority, keep_until, held_back_until, reasons)
                WHERE item.id = t.id
                """, columns(items, now));
    }

    /** All that a claim changes (item_pkey). */
    static void claim(Handle handle, List<Item> items) {
        Sql.update(
                handle,
                """
                UPDATE item SET state = t.state, claimed_by = t.claimed_by, lease_until = t.lease_until,
                    version = t.version
                FROM unnest(?, ?, ?, ?, ?) AS t (id, state, claimed_by, lease_until, version)
                WHERE item.id = t.id
                """,
                Column.uuids(items, Item::id),
                Column.texts(items, item -> item.state().word()),
                Column.texts(items, ItemRows::claimedBy),
                Column.instants(items, ItemRows::leaseUntil),
                Column.longs(items, Item::version));
    }

    /** All that holding back, and the end of it, change (item_pkey). */
    static void place(Handle handle, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        Sql.update(
                handle,
                """
                UPDATE item SET priority = t.priority, held_back_until = t.held_back_until
                FROM unnest(?, ?, ?) AS t (id, priority, held_back_until) WHERE item.id = t.id
                """,
                Column.uuids(items, Item::id),
                Column.doubles(items, Item::priority),
                Column.instants(items, Item::heldBackUntil));
    }

    private static Column[] columns(List<Item> items, Instant now) {
        return new Column[] {
            Column.uuids(items, Item::id),
            Column.texts(items, item -> item.kind().word()),
            Column.texts(items, item -> item.agent().id()),
            Column.texts(items, item -> item.agent().name()),
            Column.texts(items, Item::team),
            Column.texts(items, Item::topic),
            Column.texts(items, item -> item.card().severity().word()),
            Column.texts(items, item -> item.state().word()),
            Column.texts(items, ItemRows::claimedBy),
            Column.instants(items, ItemRows::leaseUntil),
            Column.texts(items, item -> cause(item.state())),
            Column.instants(items, Item::openedAt),
            Column.instants(items, item -> item.isLive() ? null : now),
            Column.instants(items, item -> item.card().newestAt()),
            Column.instants(items, item -> item.card().freshUntil()),
            Column.ints(items, item -> item.card().evidenceCount()),
            Column.longs(items, item -> item.card().evidenceVersion()),
            Column.longs(items, Item::version),
            Column.doubles(items, Item::priority),
            Column.instants(items, item -> item.card().keepUntil()),
            Column.instants(items, Item::heldBackUntil),
            Column.jsons(items, item -> ReasonJson.write(item.card().reasons()))
        };
    }

    private static @Nullable String claimedBy(Item item) {
        return item.state() instanceof Claimed held ? held.by() : null;
    }

    private static @Nullable Instant leaseUntil(Item item) {
        return item.state() instanceof Claimed held ? held.leaseUntil() : null;
    }

    static @Nullable String cause(ItemState state) {
        return state instanceof Dismissed dismissed ? dismissed.cause().word() : null;
    }

    private static ItemState state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "open" -> new Open();
            case "claimed" -> new Claimed(row.getString("claimed_by"), Sql.instant(row, "lease_until"));
            case "completed" -> new Completed();
            case "dismissed" -> new Dismissed(cause(row.getString("cause")));
            case "deferred" -> new Deferred();
            case "expired" -> new Expired();
            default -> throw new IllegalStateException("item.state holds " + state);
        };
    }

    private static DismissCause cause(String word) {
        return DismissCause.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
