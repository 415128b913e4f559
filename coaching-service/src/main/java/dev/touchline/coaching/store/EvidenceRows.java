package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseKey;
import dev.touchline.coaching.core.Held;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.Sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code evidence}. */
final class EvidenceRows {
    private static final String COLUMNS = "e.item_id, e.source, e.response_id, e.need_id, e.score, e.responded_at";

    private EvidenceRows() {}

    /** A response that may stand on an item of this case. */
    record Sought(CaseKey key, ResponseRef ref) {}

    /** Where these responses stand within their cases (evidence_response, item_pkey). */
    static List<Held> of(Handle handle, Collection<Sought> sought) {
        String sql = """
                SELECT %s
                FROM unnest(?, ?, ?, ?, ?) AS k (source, response_id, agent_id, topic, kind)
                JOIN evidence e USING (source, response_id)
                JOIN item i ON i.id = e.item_id AND i.agent_id = k.agent_id AND i.topic = k.topic AND i.kind = k.kind
                """.formatted(COLUMNS);
        return Sql.query(
                handle,
                sql,
                EvidenceRows::map,
                Column.texts(sought, each -> each.ref().source()),
                Column.texts(sought, each -> each.ref().responseId()),
                Column.texts(sought, each -> each.key().agentId()),
                Column.texts(sought, each -> each.key().topic()),
                Column.texts(sought, each -> each.key().kind().word()));
    }

    /** All that stands on these items (evidence_pkey). */
    static List<Held> on(Handle handle, Collection<UUID> itemIds) {
        return Sql.query(
                handle,
                "SELECT " + COLUMNS + " FROM evidence e WHERE e.item_id = ANY (?)",
                EvidenceRows::map,
                Column.uuids(itemIds, id -> id));
    }

    /** The newest distinct responses of each item, for those who are told of it (evidence_pkey). */
    static Map<UUID, List<ResponseRef>> newest(Handle handle, Collection<UUID> itemIds, int limit) {
        Map<UUID, List<ResponseRef>> newest = new HashMap<>();
        if (itemIds.isEmpty()) {
            return newest;
        }
        Sql.query(
                        handle,
                        """
                        SELECT i.id, e.source, e.response_id FROM unnest(?, ?) AS i (id, most)
                        CROSS JOIN LATERAL (
                            SELECT source, response_id, max(responded_at) AS at FROM evidence WHERE item_id = i.id
                            GROUP BY source, response_id ORDER BY at DESC, source, response_id LIMIT i.most) e
                        ORDER BY i.id, e.at DESC, e.source, e.response_id
                        """,
                        row -> Map.entry(row.getObject("id", UUID.class), ref(row)),
                        Column.uuids(itemIds, id -> id),
                        Column.ints(itemIds, _ -> limit))
                .forEach(entry -> newest.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return newest;
    }

    /** The items that show one of these responses (evidence_response). */
    static Set<UUID> itemsShowing(Handle handle, Collection<ResponseRef> refs) {
        if (refs.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(Sql.query(
                handle,
                """
                SELECT DISTINCT e.item_id FROM unnest(?, ?) AS r (source, response_id)
                JOIN evidence e USING (source, response_id)
                """,
                row -> row.getObject("item_id", UUID.class),
                Column.texts(refs, ResponseRef::source),
                Column.texts(refs, ResponseRef::responseId)));
    }

    /** Gives one item what these needs hold on another, and tells how many distinct responses it has then. */
    static int copy(Handle handle, UUID from, UUID to, Collection<Need> needs) {
        handle.createUpdate("""
                        INSERT INTO evidence (item_id, source, response_id, need_id, score, responded_at)
                        SELECT :to, source, response_id, need_id, score, responded_at FROM evidence
                        WHERE item_id = :from AND need_id = ANY (:needs)
                        ON CONFLICT (item_id, source, response_id, need_id) DO NOTHING
                        """)
                .bind("from", from)
                .bind("to", to)
                .bindArray("needs", UUID.class, needs.stream().map(Need::id).toList())
                .execute();
        return count(handle, to);
    }

    /** Takes away from an item what only other needs hold, and tells how many distinct responses are left. */
    static int keep(Handle handle, UUID itemId, Collection<Need> needs) {
        handle.createUpdate("DELETE FROM evidence WHERE item_id = :item AND need_id <> ALL (:needs)")
                .bind("item", itemId)
                .bindArray("needs", UUID.class, needs.stream().map(Need::id).toList())
                .execute();
        return count(handle, itemId);
    }

    private static int count(Handle handle, UUID itemId) {
        return handle.createQuery(
                        "SELECT count(DISTINCT (source, response_id))::integer FROM evidence WHERE item_id = :item")
                .bind("item", itemId)
                .mapTo(Integer.class)
                .one();
    }

    static void upsert(Handle handle, List<Held> held) {
        if (held.isEmpty()) {
            return;
        }
        Sql.update(
                handle,
                """
                INSERT INTO evidence (item_id, source, response_id, need_id, score, responded_at)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                ON CONFLICT (item_id, source, response_id, need_id) DO UPDATE SET
                    score = excluded.score, responded_at = excluded.responded_at
                """,
                Column.uuids(held, each -> each.key().itemId()),
                Column.texts(held, each -> each.key().ref().source()),
                Column.texts(held, each -> each.key().ref().responseId()),
                Column.uuids(held, each -> each.key().needId()),
                Column.doubles(held, Held::score),
                Column.instants(held, Held::respondedAt));
    }

    static void delete(Handle handle, List<Held.Key> keys) {
        if (keys.isEmpty()) {
            return;
        }
        Sql.update(
                handle,
                """
                DELETE FROM evidence e USING unnest(?, ?, ?, ?) AS k (item_id, source, response_id, need_id)
                WHERE e.item_id = k.item_id AND e.source = k.source AND e.response_id = k.response_id
                    AND e.need_id = k.need_id
                """,
                Column.uuids(keys, Held.Key::itemId),
                Column.texts(keys, key -> key.ref().source()),
                Column.texts(keys, key -> key.ref().responseId()),
                Column.uuids(keys, Held.Key::needId));
    }

    private static ResponseRef ref(ResultSet row) throws SQLException {
        return new ResponseRef(row.getString("source"), row.getString("response_id"));
    }

    private static Held map(ResultSet row) throws SQLException {
        Held.Key key =
                new Held.Key(row.getObject("item_id", UUID.class), row.getObject("need_id", UUID.class), ref(row));
        return new Held(key, row.getDouble("score"), Sql.instant(row, "responded_at"));
    }
}
