package dev.touchline.coaching.store;

import dev.touchline.coaching.store.ItemReader.After;
import dev.touchline.coaching.store.ItemReader.Wanted;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page of a queue. Each state is a range of item_queue, in the queue's order; the first
 * items of each are merged. So a page costs as much whichever states it is of, and however many closed items there are.
 */
final class QueuePage {
    private QueuePage() {}

    /** Only conditions that are asked for stand in it: whether they do decides what is the best plan. */
    static String sql(Wanted wanted) {
        return """
                SELECT %s, i.priority, i.stamp FROM unnest(:states) AS s (state)
                CROSS JOIN LATERAL (
                    SELECT *, xmin::text::bigint AS stamp FROM item
                    WHERE item.team = :team AND item.state = s.state AND item.kind = ANY (:kinds)%s%s
                        AND (item.priority, item.id) < (:priority, :id)
                    ORDER BY item.priority DESC, item.id DESC LIMIT :limit) i
                ORDER BY i.priority DESC, i.id DESC LIMIT :limit
                """.formatted(
                        ItemRows.COLUMNS,
                        wanted.topic() == null ? "" : " AND item.topic = :topic",
                        wanted.agentId() == null ? "" : " AND item.agent_id = :agent");
    }

    static Query bind(Query query, Wanted wanted) {
        @Nullable After after = wanted.after();
        query.bind("team", wanted.team())
                .bindArray("states", String.class, wanted.states())
                .bindArray("kinds", String.class, wanted.kinds())
                .bind("priority", after == null ? Double.POSITIVE_INFINITY : after.priority())
                .bind("id", after == null ? new UUID(-1, -1) : after.id())
                .bind("limit", wanted.limit());
        if (wanted.topic() != null) {
            query.bind("topic", wanted.topic());
        }
        if (wanted.agentId() != null) {
            query.bind("agent", wanted.agentId());
        }
        return query;
    }
}
