package dev.touchline.feedback.store;

import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code agent_metric}. */
@Singleton
public class AgentMetrics {
    private final Database database;

    AgentMetrics(Database database) {
        this.database = database;
    }

    /** A value and when it reached us. */
    public record Known(MetricValue value, Instant receivedAt) {}

    /**
     * What is asked for.
     *
     * @param agents null: everybody's
     * @param metric null: all
     * @param from the earliest middle of a value's time
     * @param to before which that middle lies
     */
    public record Asked(
            @Nullable List<String> agents, @Nullable String metric, Instant from, Instant to) {}

    /**
     * In order of agent, metric and time. Uses the primary key.
     *
     * @param cursor null: from the top
     * @throws Problem 400 for a cursor that is not ours
     */
    public Page<Known> list(Asked asked, int limit, @Nullable String cursor) {
        Position after = Position.of(cursor);
        List<Known> some = database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT agent, metric, starts_at, ends_at, value, received_at FROM agent_metric
                        WHERE (agent, metric, starts_at, ends_at)
                            > (:afterAgent, :afterMetric, :afterStart, :afterEnd)
                          AND (:everybody OR agent = ANY(:agents))
                          AND (CAST(:metric AS text) IS NULL OR metric = :metric)
                          AND starts_at + (ends_at - starts_at) / 2 >= :from
                          AND starts_at + (ends_at - starts_at) / 2 < :to
                        ORDER BY agent, metric, starts_at, ends_at LIMIT :limit
                        """)
                        .bind("afterAgent", after.agent())
                        .bind("afterMetric", after.metric())
                        .bind("afterStart", after.from())
                        .bind("afterEnd", after.to())
                        .bind("everybody", asked.agents() == null)
                        .bindArray("agents", String.class, asked.agents() == null ? List.of() : asked.agents())
                        .bind("metric", asked.metric())
                        .bind("from", asked.from())
                        .bind("to", asked.to())
                        .bind("limit", limit + 1)
                        .map((row, context) -> known(row))
                        .list());
        boolean more = some.size() > limit;
        List<Known> items = more ? some.subList(0, limit) : some;
        return new Page<>(items, more ? Position.cursor(items.getLast().value()) : null);
    }

    private record Position(String agent, String metric, Instant from, Instant to) {
        static Position of(@Nullable String cursor) {
            if (cursor == null) {
                return new Position("", "", Instant.EPOCH, Instant.EPOCH);
            }
            List<String> parts = Cursor.decode(cursor, 4);
            try {
                return new Position(
                        parts.get(0), parts.get(1), Instant.parse(parts.get(2)), Instant.parse(parts.get(3)));
            } catch (DateTimeException e) {
                throw Cursor.malformed();
            }
        }

        static String cursor(MetricValue last) {
            return Cursor.encode(
                    last.agent(),
                    last.metric(),
                    last.from().toString(),
                    last.to().toString());
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                new MetricValue(
                        row.getString("agent"),
                        row.getString("metric"),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getDouble("value")),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
