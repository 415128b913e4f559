package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.triage.Owners.Owner;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Dismissals that were not the agent's doing, and what became of them (item_triage, triage_case). */
@Singleton
public class TriageCases {
    /** Nobody has taken it up. */
    public static final String OPEN = "open";

    /** Its owner knows of it. */
    public static final String HANDED_OVER = "handed-over";

    /** Its owner has answered. */
    public static final String ANSWERED = "answered";

    private static final String STATE = """
            CASE WHEN t.item_id IS NULL THEN 'open' WHEN t.answered_at IS NULL THEN 'handed-over' ELSE 'answered' END""";

    /** The literal causes are the index's. */
    private static final String FROM = """
            FROM item i LEFT JOIN triage_case t ON t.item_id = i.id AND t.item_version = i.version
            WHERE i.state = 'dismissed' AND i.cause IN ('policy', 'product', 'tool', 'wrong-agent', 'abusive')""";

    private static final String CASE = "SELECT " + ItemRows.COLUMNS + ", i.closed_at, " + STATE + """
             AS triage_state, t.owner, t.contact, t.handed_at, t.handed_by, t.note AS handed_note, t.answered_at,
            t.answered_by, t.answer,
            (SELECT acted_by FROM audit WHERE item_id = i.id AND version = i.version AND action = 'dismissed' LIMIT 1)
                AS dismissed_by,
            (SELECT note FROM audit WHERE item_id = i.id AND version = i.version AND action = 'dismissed' LIMIT 1)
                AS dismissed_note
            """;

    private final Database database;
    private final Clock clock;

    TriageCases(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Which ones.
     *
     * @param teams whose; absent: everybody's
     * @param from of the dismissal
     * @param to the first instant after it
     */
    public record Wanted(
            List<String> causes,
            @Nullable String topic,
            @Nullable Collection<String> teams,
            List<String> states,
            Instant from,
            Instant to) {}

    /** A cause and topic, and how many cases of it are in which state. */
    public record Group(String cause, String topic, int open, int handedOver, int answered, Instant newest) {}

    /** Said to the owner, or by them. */
    public record Word(Instant at, String by, @Nullable String text) {}

    /**
     * A dismissal.
     *
     * @param owner whom it was handed to; absent while it is open, as is what was said then
     */
    public record Case(
            Item item,
            String cause,
            String state,
            Word dismissed,
            @Nullable String owner,
            @Nullable String contact,
            @Nullable Word handedOver,
            @Nullable Word answered) {
        /** Where the next one is. */
        public After place() {
            return new After(dismissed.at(), item.id());
        }
    }

    /** Where a page of cases begins: after this one, newest first. */
    public record After(Instant closedAt, UUID id) {
        /** Before all. */
        public static final After NOTHING = new After(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));
    }

    /** By cause and topic, after these (item_triage). */
    public List<Group> groups(Wanted wanted, String afterCause, String afterTopic, int limit) {
        String sql = """
                SELECT i.cause, i.topic, max(i.closed_at) AS newest, count(*) FILTER (WHERE t.item_id IS NULL)::integer AS open,
                    count(*) FILTER (WHERE t.item_id IS NOT NULL AND t.answered_at IS NULL)::integer AS handed_over,
                    count(t.answered_at)::integer AS answered
                %s%s AND (i.cause, i.topic) > (:afterCause, :afterTopic)
                GROUP BY i.cause, i.topic ORDER BY i.cause, i.topic LIMIT :limit
                """.formatted(FROM, conditions(wanted));
        return database.jdbi()
                .withHandle(handle -> bind(handle.createQuery(sql), wanted)
                        .bind("afterCause", afterCause)
                        .bind("afterTopic", afterTopic)
                        .bind("limit", limit)
                        .map((row, _) -> new Group(
                                row.getString("cause"),
                                row.getString("topic"),
                                row.getInt("open"),
                                row.getInt("handed_over"),
                                row.getInt("answered"),
                                Sql.instant(row, "newest")))
                        .list());
    }

    /** The newest of each of these groups (item_triage). */
    public Map<List<String>, List<Case>> newest(Wanted wanted, List<Group> groups, int each) {
        String sql = """
                SELECT c.* FROM unnest(:groupCauses, :groupTopics) AS g (cause, topic)
                CROSS JOIN LATERAL (%s, i.id AS case_id %s%s AND i.cause = g.cause AND i.topic = g.topic
                    ORDER BY i.closed_at DESC, i.id DESC LIMIT :each) c
                ORDER BY c.closed_at DESC, c.case_id DESC
                """.formatted(CASE, FROM, conditions(wanted));
        return database.jdbi()
                .withHandle(handle -> bind(handle.createQuery(sql), wanted)
                        .bindArray(
                                "groupCauses",
                                String.class,
                                groups.stream().map(Group::cause).toList())
                        .bindArray(
                                "groupTopics",
                                String.class,
                                groups.stream().map(Group::topic).toList())
                        .bind("each", each)
                        .map((row, _) -> map(row))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                found -> List.of(found.cause(), found.item().topic()))));
    }

    /** Newest first, after a place (item_triage). */
    public List<Case> page(Wanted wanted, After after, int limit) {
        String sql =
                "%s%s%s AND (i.closed_at, i.id) < (:closedAt, :id) ORDER BY i.closed_at DESC, i.id DESC LIMIT :limit"
                        .formatted(CASE, FROM, conditions(wanted));
        return database.jdbi()
                .withHandle(handle -> bind(handle.createQuery(sql), wanted)
                        .bind("closedAt", after.closedAt())
                        .bind("id", after.id())
                        .bind("limit", limit)
                        .map((row, _) -> map(row))
                        .list());
    }

    /**
     * Writes down that owners know of these cases.
     *
     * @param check is given the cases that are there, locked; whatever it throws leaves all as it was
     * @param owner of a case
     */
    public void handOver(
            List<UUID> ids, Consumer<List<Case>> check, Function<Case, Owner> owner, String by, @Nullable String note) {
        Instant now = now();
        database.jdbi().useTransaction(handle -> {
            List<Case> cases = lock(handle, ids);
            check.accept(cases);
            Sql.update(
                    handle,
                    """
                    INSERT INTO triage_case (item_id, item_version, owner, contact, handed_at, handed_by, note)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
                    """,
                    Column.uuids(cases, each -> each.item().id()),
                    Column.longs(cases, each -> each.item().version()),
                    Column.texts(cases, each -> owner.apply(each).name()),
                    Column.texts(cases, each -> owner.apply(each).contact()),
                    Column.instants(cases, _ -> now),
                    Column.texts(cases, _ -> by),
                    Column.texts(cases, _ -> note));
        });
    }

    /** Writes down what the owners of these cases answered; {@code check} as for {@link #handOver}. */
    public void answer(List<UUID> ids, Consumer<List<Case>> check, String by, String answer) {
        Instant now = now();
        database.jdbi().useTransaction(handle -> {
            List<Case> cases = lock(handle, ids);
            check.accept(cases);
            Sql.update(
                    handle,
                    """
                    UPDATE triage_case SET answered_at = a.at, answered_by = a.by, answer = a.answer
                    FROM unnest(?, ?, ?, ?, ?) AS a (item_id, item_version, at, by, answer)
                    WHERE triage_case.item_id = a.item_id AND triage_case.item_version = a.item_version
                    """,
                    Column.uuids(cases, each -> each.item().id()),
                    Column.longs(cases, each -> each.item().version()),
                    Column.instants(cases, _ -> now),
                    Column.texts(cases, _ -> by),
                    Column.texts(cases, _ -> answer));
        });
    }

    /** Two who name the same case wait for each other at its item; what is read then is what stands. */
    private static List<Case> lock(Handle handle, List<UUID> ids) {
        handle.createQuery("SELECT id FROM item WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE")
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .list();
        return handle.createQuery(CASE + FROM + " AND i.id = ANY (:ids) ORDER BY i.id")
                .bindArray("ids", UUID.class, ids)
                .map((row, _) -> map(row))
                .list();
    }

    private static String conditions(Wanted wanted) {
        return " AND i.cause = ANY (:causes) AND i.closed_at >= :from AND i.closed_at < :to AND " + STATE
                + " = ANY (:states)"
                + (wanted.topic() == null ? "" : " AND i.topic = :topic")
                + (wanted.teams() == null ? "" : " AND i.team = ANY (:teams)");
    }

    private static Query bind(Query query, Wanted wanted) {
        query.bindArray("causes", String.class, wanted.causes())
                .bindArray("states", String.class, wanted.states())
                .bind("from", wanted.from())
                .bind("to", wanted.to());
        if (wanted.topic() != null) {
            query.bind("topic", wanted.topic());
        }
        Collection<String> teams = wanted.teams();
        return teams == null ? query : query.bindArray("teams", String.class, teams);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Case map(ResultSet row) throws SQLException {
        String dismissedBy = row.getString("dismissed_by");
        return new Case(
                ItemRows.map(row),
                row.getString("cause"),
                row.getString("triage_state"),
                new Word(
                        Sql.instant(row, "closed_at"),
                        dismissedBy == null ? "" : dismissedBy,
                        row.getString("dismissed_note")),
                row.getString("owner"),
                row.getString("contact"),
                word(row, "handed_at", "handed_by", "handed_note"),
                word(row, "answered_at", "answered_by", "answer"));
    }

    private static @Nullable Word word(ResultSet row, String at, String by, String text) throws SQLException {
        Instant when = Sql.instantOrNull(row, at);
        return when == null ? null : new Word(when, row.getString(by), row.getString(text));
    }
}
