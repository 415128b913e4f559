package dev.touchline.feedback.read;

import dev.touchline.feedback.core.Limits;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Lists of responses, the newest first. */
@Singleton
public class Responses {
    private static final int CURSOR_PARTS = 3;

    /** Every statement below is cut from this: what is not asked for is not in it, so that the index decides. */
    private static final String ROWS = """
            SELECT event_id, source, response_id, responded_at, updated_at, received_at, agent_id, response.team,
                ratings, interaction, comment, language, tags
            FROM response WHERE responded_at >= :from AND responded_at < :to
                AND (responded_at, source, response_id) < (:beforeTime, :beforeSource, :beforeId)
            """;

    private static final String NEWEST_FIRST =
            " ORDER BY responded_at DESC, source DESC, response_id DESC LIMIT :limit";

    private final Database database;

    Responses(Database database) {
        this.database = database;
    }

    /** Where a list stands: all before here are still to come. */
    private record Position(Instant respondedAt, String source, String responseId) {
        static Position of(@Nullable String cursor, Instant to) {
            if (cursor == null) {
                return new Position(to, "", "");
            }
            List<String> parts = Cursor.decode(cursor, CURSOR_PARTS);
            try {
                Instant at = Instant.parse(parts.get(0));
                if (!at.isBefore(Limits.EARLIEST)
                        && at.isBefore(Limits.LATEST)
                        && !parts.toString().contains("\0")) {
                    return new Position(at, parts.get(1), parts.get(2));
                }
            } catch (DateTimeException e) {
                throw malformed();
            }
            throw malformed();
        }

        private static Problem malformed() {
            return new Problem(
                    400, "Bad cursor", List.of(new Problem.Cause("cursor", "pass nextCursor on as it was given")));
        }

        static String after(StoredResponse last) {
            return Cursor.encode(last.respondedAt().toString(), last.source(), last.responseId());
        }

        /** Lets whole months be left out, which comparing three columns at once does not. */
        Instant end(Instant to) {
            Instant end = respondedAt.plus(1, ChronoUnit.MICROS);
            return end.isBefore(to) ? end : to;
        }
    }

    /** A page of those that the filter means. What is added meanwhile moves nobody's place in the list. */
    public Page<StoredResponse> list(Filter filter, int limit, @Nullable String cursor) {
        Position position = Position.of(cursor, filter.to());
        List<StoredResponse> found = database.jdbi()
                .withHandle(handle -> bind(handle.createQuery(sql(filter)), filter, position)
                        .bind("limit", limit + 1)
                        .map((row, context) -> response(row))
                        .list());
        boolean more = found.size() > limit;
        List<StoredResponse> items = more ? found.subList(0, limit) : found;
        return new Page<>(items, more ? Position.after(items.getLast()) : null);
    }

    /** Of an agent by response_agent; of teams by response_team, each team's newest and then the newest of those. */
    private static String sql(Filter filter) {
        String topic = filter.topic() == null ? "" : " AND topics @> CAST(ARRAY[:topic] AS text[])";
        if (filter.agent() != null) {
            String teams = filter.teams() == null ? "" : " AND team = ANY(:teams)";
            return ROWS + " AND agent_id = :agent" + teams + topic + NEWEST_FIRST;
        }
        return "SELECT newest.* FROM unnest(:teams) AS asked (team) CROSS JOIN LATERAL (" + ROWS
                + " AND response.team = asked.team" + topic + NEWEST_FIRST + ") AS newest" + NEWEST_FIRST;
    }

    private static Query bind(Query query, Filter filter, Position before) {
        query.bind("from", filter.from())
                .bind("to", before.end(filter.to()))
                .bind("beforeTime", before.respondedAt())
                .bind("beforeSource", before.source())
                .bind("beforeId", before.responseId());
        if (filter.teams() != null) {
            query.bindArray("teams", String.class, filter.teams());
        }
        if (filter.agent() != null) {
            query.bind("agent", filter.agent());
        }
        return filter.topic() == null ? query : query.bind("topic", filter.topic());
    }

    private static StoredResponse response(ResultSet row) throws SQLException {
        return new StoredResponse(
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("response_id"),
                instant(row, "responded_at"),
                instant(row, "updated_at"),
                instant(row, "received_at"),
                row.getString("agent_id"),
                row.getString("team"),
                row.getString("ratings"),
                row.getString("interaction"),
                row.getString("comment"),
                row.getString("language"),
                texts(row, "tags"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
