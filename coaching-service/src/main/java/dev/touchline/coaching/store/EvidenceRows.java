package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseKey;
import dev.touchline.coaching.core.Held;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.Sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
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

    /** The newest distinct responses of an item, for those who are told of it (evidence_pkey). */
    static List<ResponseRef> newest(Handle handle, UUID itemId, int limit) {
        return handle.createQuery("""
                        SELECT source, response_id FROM evidence WHERE item_id = :item
                        GROUP BY source, response_id ORDER BY max(responded_at) DESC, source, response_id LIMIT :limit
                        """)
                .bind("item", itemId)
                .bind("limit", limit)
                .map((row, _) -> new ResponseRef(row.getString("source"), row.getString("response_id")))
                .list();
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

    private static Held map(ResultSet row) throws SQLException {
        ResponseRef ref = new ResponseRef(row.getString("source"), row.getString("response_id"));
        Held.Key key = new Held.Key(row.getObject("item_id", UUID.class), row.getObject("need_id", UUID.class), ref);
        return new Held(key, row.getDouble("score"), Sql.instant(row, "responded_at"));
    }
}
