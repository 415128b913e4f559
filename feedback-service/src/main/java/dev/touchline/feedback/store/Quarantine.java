package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Shows the quarantine to people, and lets them discard. */
@Singleton
public class Quarantine {
    private static final String COLUMNS = """
            event_id, kind, source, survey_id, response_id, state, reason, mapping_version, causes, responded_at,
            received_at, coalesce(released_at, settled_at) AS left_at, settled_by, note, payload, fetch_attempts,
            fetch_due_at""";
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    Quarantine(Database database) {
        this.database = database;
    }

    /** What became of something in quarantine. */
    public enum State {
        PARKED,
        RELEASED,
        QUARANTINED,
        REDRIVEN,
        DISCARDED,
        EXPIRED;

        /** The name used outside. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something in quarantine.
     *
     * @param kind {@code response}: waits for its agent; {@code delivery}: as it came; {@code fetch-back}: its answers
     *     are to be fetched
     * @param surveyId of a fetch-back
     * @param responseId null for a delivery
     * @param mappingVersion that was tried; null for a response
     * @param causes a JSON array; null for what has none
     * @param respondedAt null unless a response
     * @param leftAt null while it waits
     * @param leftBy who redrove or discarded it; null: nobody did
     * @param response JSON in canonical form; null unless a response whose words are still kept
     * @param fetching null unless a fetch-back that waits
     */
    public record Entry(
            UUID eventId,
            String kind,
            String source,
            @Nullable String surveyId,
            @Nullable String responseId,
            State state,
            String reason,
            @Nullable Long mappingVersion,
            @Nullable String causes,
            @Nullable Instant respondedAt,
            Instant receivedAt,
            @Nullable Instant leftAt,
            @Nullable String leftBy,
            @Nullable String note,
            @Nullable String response,
            @Nullable Fetching fetching) {}

    /**
     * How far the fetching of answers is.
     *
     * @param attempts that were begun since word of them came or a person had them asked for anew
     * @param nextAt when the platform may be asked again; null: given up, a person must look
     */
    public record Fetching(int attempts, @Nullable Instant nextAt) {}

    /**
     * All of something in quarantine.
     *
     * @param headers a JSON object; null unless a delivery whose words are still kept
     * @param body as it came; null unless a delivery, or fetched answers that could not be taken, whose words are kept
     */
    public record Whole(Entry entry, @Nullable String headers, byte @Nullable [] body) {}

    /** What is asked for; null: all. */
    public record Filter(
            @Nullable State state,
            @Nullable String source,
            @Nullable String reason,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * The newest receipts first. Uses quarantine_listed.
     *
     * @param cursor null: from the top
     * @throws Problem 400 for a cursor that is not ours
     */
    public Page<Entry> list(Filter filter, int limit, @Nullable String cursor) {
        Position before = position(cursor);
        List<Entry> some = database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT %s
                        FROM quarantine
                        WHERE (received_at, event_id) < (:receivedAt, :eventId)
                          AND received_at >= :from AND received_at < :to
                          AND (CAST(:state AS text) IS NULL OR state = :state)
                          AND (CAST(:source AS text) IS NULL OR source = :source)
                          AND (CAST(:reason AS text) IS NULL OR reason = :reason)
                        ORDER BY received_at DESC, event_id DESC LIMIT :limit
                        """.formatted(COLUMNS))
                        .bind("receivedAt", before.receivedAt())
                        .bind("eventId", before.eventId())
                        .bind("from", filter.from() == null ? FIRST : filter.from())
                        .bind("to", filter.to() == null ? LAST : filter.to())
                        .bind(
                                "state",
                                filter.state() == null ? null : filter.state().wire())
                        .bind("source", filter.source())
                        .bind("reason", filter.reason())
                        .bind("limit", limit + 1)
                        .map((row, context) -> entry(row))
                        .list());
        boolean more = some.size() > limit;
        List<Entry> items = more ? some.subList(0, limit) : some;
        return new Page<>(items, more ? cursor(items.getLast()) : null);
    }

    /** One, with everything that is kept of it. */
    public Optional<Whole> find(UUID id) {
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(
                    "SELECT %s, headers, body FROM quarantine WHERE event_id = :id".formatted(COLUMNS));
            return query.bind("id", id)
                    .map((row, context) -> new Whole(entry(row), row.getString("headers"), row.getBytes("body")))
                    .findOne();
        });
    }

    /**
     * Says that something needs no redriving. What was discarded already stays as it is.
     *
     * @param note why
     * @param by who says so
     * @return how it is now; empty when there is no such thing
     */
    public Optional<Entry> discard(UUID id, String note, String by, Instant now) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE quarantine SET state = 'discarded', settled_at = :now, settled_by = :by, note = :note
                        WHERE event_id = :id AND state IN ('parked', 'quarantined')
                        """)
                        .bind("id", id)
                        .bind("now", now)
                        .bind("by", by)
                        .bind("note", note)
                        .execute());
        return find(id).map(Whole::entry);
    }

    /** The names under which those of these wait that are parked. */
    public Set<AgentRef> names(List<UUID> ids) {
        return new HashSet<>(database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT agent_id, alias_kind, alias_key FROM quarantine
                        WHERE event_id = ANY(:ids) AND state = 'parked'
                        """)
                        .bindArray("ids", UUID.class, ids)
                        .map((row, context) -> name(row))
                        .list()));
    }

    /** The states of these. */
    public List<Entry> entries(List<UUID> ids) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT %s FROM quarantine WHERE event_id = ANY(:ids)".formatted(COLUMNS))
                        .bindArray("ids", UUID.class, ids)
                        .map((row, context) -> entry(row))
                        .list());
    }

    private static AgentRef name(ResultSet row) throws SQLException {
        String agent = row.getString("agent_id");
        return agent == null
                ? new AgentRef.ByAlias(row.getString("alias_kind"), row.getString("alias_key"))
                : new AgentRef.ById(agent);
    }

    private record Position(Instant receivedAt, UUID eventId) {}

    private static String cursor(Entry last) {
        return Cursor.encode(last.receivedAt().toString(), last.eventId().toString());
    }

    private static Position position(@Nullable String cursor) {
        if (cursor == null) {
            return new Position(LAST, new UUID(-1, -1));
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.of(400, "Bad cursor");
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        long mappingVersion = row.getLong("mapping_version");
        boolean unmapped = row.wasNull();
        return new Entry(
                row.getObject("event_id", UUID.class),
                row.getString("kind"),
                row.getString("source"),
                row.getString("survey_id"),
                row.getString("response_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                unmapped ? null : mappingVersion,
                row.getString("causes"),
                instant(row, "responded_at"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                instant(row, "left_at"),
                row.getString("settled_by"),
                row.getString("note"),
                row.getString("payload"),
                fetching(row));
    }

    private static @Nullable Fetching fetching(ResultSet row) throws SQLException {
        boolean waits = row.getString("kind").equals("fetch-back")
                && row.getString("state").equals(State.QUARANTINED.wire());
        return waits ? new Fetching(row.getInt("fetch_attempts"), instant(row, "fetch_due_at")) : null;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
