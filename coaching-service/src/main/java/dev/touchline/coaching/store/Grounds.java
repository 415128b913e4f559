package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Intervention;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Session.About;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a session is held on.
 *
 * @param talkBegun whether the item became a training only after it was claimed, for a talk
 * @param about the answer that was asked for, else the newest; absent where the item has no such evidence
 */
public record Grounds(
        Intervention intervention,
        boolean talkBegun,
        @Nullable About about) {

    /**
     * Of an item that is locked; {@link ErasureStore#share} keeps the interaction from being erased meanwhile
     * (recurrence_pkey, audit_item, evidence_pkey, response_pkey).
     */
    static Grounds of(Handle handle, Item item, @Nullable ResponseRef asked) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM recurrence WHERE item_id = :item) AS again,
                            COALESCE((SELECT max(id) FILTER (WHERE action = 'recurred')
                                    > max(id) FILTER (WHERE action = 'claimed')
                                FROM audit WHERE item_id = :item), false) AS talk_begun,
                            e.source, e.response_id, r.interaction ->> 'id' AS interaction
                        FROM (VALUES (1)) AS one (row) LEFT JOIN LATERAL (
                            SELECT source, response_id FROM evidence
                            WHERE item_id = :item AND ((:source)::text IS NULL
                                OR (source = (:source)::text AND response_id = (:response)::text))
                            ORDER BY responded_at DESC, source, response_id LIMIT 1) e ON true
                        LEFT JOIN response r ON r.source = e.source AND r.response_id = e.response_id
                        """)
                .bind("item", item.id())
                .bind("source", asked == null ? null : asked.source())
                .bind("response", asked == null ? null : asked.responseId())
                .map((row, _) -> new Grounds(
                        row.getBoolean("again") ? Intervention.TRAINING : Intervention.SESSION,
                        row.getBoolean("talk_begun"),
                        about(row)))
                .one();
    }

    private static @Nullable About about(ResultSet row) throws SQLException {
        String source = row.getString("source");
        return source == null
                ? null
                : new About(new ResponseRef(source, row.getString("response_id")), row.getString("interaction"));
    }
}
