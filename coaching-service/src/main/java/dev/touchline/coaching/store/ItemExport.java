package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A team's items, closed ones too, page by page in the queue's order. An item keeps its place when its state changes,
 * so that it is on one page whatever is done with it meanwhile.
 */
@Singleton
public class ItemExport {
    private final Database database;

    ItemExport(Database database) {
        this.database = database;
    }

    /**
     * Which ones.
     *
     * @param from of opening
     * @param to the first instant after it
     */
    public record Wanted(
            String team,
            List<String> states,
            List<String> kinds,
            @Nullable String topic,
            Instant from,
            Instant to) {}

    /** Where a page begins: after this place in the queue. */
    public record After(double priority, UUID id) {
        /** Before all. */
        public static final After NOTHING = new After(Double.POSITIVE_INFINITY, new UUID(-1, -1));
    }

    /**
     * A line.
     *
     * @param coachedBy of the session, if there was one, as are the following
     * @param usefulness what the agent gave it
     */
    public record Line(
            Item item,
            double priority,
            @Nullable Instant closedAt,
            @Nullable String coachedBy,
            @Nullable Instant coachedAt,
            @Nullable String technique,
            @Nullable Integer usefulness) {
        /** Where the next line is. */
        public After place() {
            return new After(priority, item.id());
        }
    }

    /** A page (item_queue): each state is a range of the index. */
    public List<Line> page(Wanted wanted, After after, int limit) {
        String sql = """
                SELECT %s, i.priority, i.closed_at, s.held_by, s.held_at, s.technique, a.usefulness
                FROM (SELECT i.* FROM unnest(:states) AS w (state)
                    CROSS JOIN LATERAL (
                        SELECT * FROM item
                        WHERE team = :team AND state = w.state AND kind = ANY (:kinds)%s
                            AND opened_at >= :from AND opened_at < :to AND (priority, id) < (:priority, :id)
                        ORDER BY priority DESC, id DESC LIMIT :limit) i
                    ORDER BY i.priority DESC, i.id DESC LIMIT :limit) i
                LEFT JOIN session s ON s.item_id = i.id
                LEFT JOIN acknowledgement a ON a.item_id = i.id
                ORDER BY i.priority DESC, i.id DESC
                """.formatted(ItemRows.COLUMNS, wanted.topic() == null ? "" : " AND topic = :topic");
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(sql)
                    .bind("team", wanted.team())
                    .bindArray("states", String.class, wanted.states())
                    .bindArray("kinds", String.class, wanted.kinds())
                    .bind("from", wanted.from())
                    .bind("to", wanted.to())
                    .bind("priority", after.priority())
                    .bind("id", after.id())
                    .bind("limit", limit);
            return (wanted.topic() == null ? query : query.bind("topic", wanted.topic()))
                    .map((row, _) -> line(row))
                    .list();
        });
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                ItemRows.map(row),
                row.getDouble("priority"),
                Sql.instantOrNull(row, "closed_at"),
                row.getString("held_by"),
                Sql.instantOrNull(row, "held_at"),
                row.getString("technique"),
                row.getObject("usefulness", Integer.class));
    }
}
