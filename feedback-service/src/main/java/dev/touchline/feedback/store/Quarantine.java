package dev.touchline.feedback.store;

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
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the quarantine to people. */
@Singleton
public class Quarantine {
    private final Database database;

    Quarantine(Database database) {
        this.database = database;
    }

    /** What became of a response. */
    public enum State {
        PARKED,
        RELEASED
    }

    /**
     * A response in quarantine.
     *
     * @param releasedAt null while parked
     * @param response JSON in canonical form
     */
    public record Entry(
            UUID eventId,
            String source,
            String responseId,
            State state,
            String reason,
            Instant respondedAt,
            Instant receivedAt,
            @Nullable Instant releasedAt,
            String response) {}

    /**
     * The newest receipts first. Uses quarantine_listed.
     *
     * @param state null: all
     * @param source null: all
     * @param cursor null: from the top
     * @throws Problem 400 for a cursor that is not ours
     */
    public Page<Entry> list(@Nullable State state, @Nullable String source, int limit, @Nullable String cursor) {
        Position before = position(cursor);
        List<Entry> some = database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT event_id, source, response_id, state, reason, responded_at, received_at, released_at, payload
                        FROM quarantine
                        WHERE (received_at, event_id) < (:receivedAt, :eventId)
                          AND (CAST(:state AS text) IS NULL OR state = :state)
                          AND (CAST(:source AS text) IS NULL OR source = :source)
                        ORDER BY received_at DESC, event_id DESC LIMIT :limit
                        """)
                        .bind("receivedAt", before.receivedAt())
                        .bind("eventId", before.eventId())
                        .bind("state", state == null ? null : state.name().toLowerCase(Locale.ROOT))
                        .bind("source", source)
                        .bind("limit", limit + 1)
                        .map((row, context) -> entry(row))
                        .list());
        boolean more = some.size() > limit;
        List<Entry> items = more ? some.subList(0, limit) : some;
        return new Page<>(items, more ? cursor(items.getLast()) : null);
    }

    private record Position(Instant receivedAt, UUID eventId) {}

    private static String cursor(Entry last) {
        return Cursor.encode(last.receivedAt().toString(), last.eventId().toString());
    }

    private static Position position(@Nullable String cursor) {
        if (cursor == null) {
            return new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.of(400, "Bad cursor");
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("response_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getObject("responded_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                released(row),
                row.getString("payload"));
    }

    private static @Nullable Instant released(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("released_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
