package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A team's items, closed ones too, page by page in the order of their ids, which is about that of opening. Not in the
 * queue's order: there an item moves while the pages are read, and would be on two of them or on none.
 */
@Singleton
public class ItemExport {
    /** Before all. */
    public static final UUID START = new UUID(0, 0);

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

    /**
     * A line.
     *
     * @param coachedBy of the session, if there was one, as are the following
     * @param usefulness what the agent gave it
     */
    public record Line(
            Item item,
            @Nullable Instant closedAt,
            @Nullable String coachedBy,
            @Nullable Instant coachedAt,
            @Nullable String technique,
            @Nullable Integer usefulness) {}

    /**
     * A page of those after an id: of what is closed a range of item_closed, and the few in the queue (item_queue). An
     * id's milliseconds are those of opening, so that of what is closed nothing from before is read.
     */
    public List<Line> page(Wanted wanted, UUID after, int limit) {
        return database.jdbi()
                .withHandle(handle -> bind(handle.createQuery(sql(wanted)), wanted, after, limit)
                        .map((row, _) -> line(row))
                        .list());
    }

    static String sql(Wanted wanted) {
        String asked = """
                team = :team AND state = ANY (:states) AND kind = ANY (:kinds)%s
                AND opened_at >= :from AND opened_at < :to AND id > :after""".formatted(wanted.topic() == null ? "" : " AND topic = :topic");
        return """
                SELECT %s, i.closed_at, s.held_by, s.held_at, s.technique, a.usefulness
                FROM (
                    (SELECT * FROM item WHERE state NOT IN ('open', 'claimed') AND id >= :first AND id < :end AND %s
                        ORDER BY id LIMIT :limit)
                    UNION ALL
                    (SELECT * FROM item WHERE state IN ('open', 'claimed') AND %s ORDER BY id LIMIT :limit)
                    ORDER BY id LIMIT :limit) i
                LEFT JOIN session s ON s.item_id = i.id
                LEFT JOIN acknowledgement a ON a.item_id = i.id
                ORDER BY i.id
                """.formatted(ItemRows.COLUMNS, asked, asked);
    }

    static Query bind(Query query, Wanted wanted, UUID after, int limit) {
        query.bind("team", wanted.team())
                .bindArray("states", String.class, wanted.states())
                .bindArray("kinds", String.class, wanted.kinds())
                .bind("from", wanted.from())
                .bind("to", wanted.to())
                .bind("first", Uuid7.first(wanted.from()))
                .bind("end", Uuid7.first(wanted.to().plus(1, ChronoUnit.MILLIS)))
                .bind("after", after)
                .bind("limit", limit);
        return wanted.topic() == null ? query : query.bind("topic", wanted.topic());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                ItemRows.map(row),
                Sql.instantOrNull(row, "closed_at"),
                row.getString("held_by"),
                Sql.instantOrNull(row, "held_at"),
                row.getString("technique"),
                row.getObject("usefulness", Integer.class));
    }
}
