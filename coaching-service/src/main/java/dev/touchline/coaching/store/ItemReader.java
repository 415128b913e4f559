package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.Intervention;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.coaching.store.Sql.Question;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads items with the customers' words behind them. */
@Singleton
public class ItemReader {
    private static final int ON_A_PAGE = 5;
    private static final int ALL = Integer.MAX_VALUE;

    private final Database database;
    private final Clock clock;
    private final CoachingConfig config;

    ItemReader(Database database, Clock clock, CoachingConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /** An item and what speaks for it, newest first. */
    public record Shown(Item item, Intervention intervention, List<Word> words) {}

    /**
     * An item with all its evidence.
     *
     * @param aftermath only where it was asked for
     */
    public record Whole(
            Item item,
            Intervention intervention,
            List<Word> words,
            Optional<PastSession> session,
            @Nullable Aftermath aftermath) {
        Whole with(Aftermath read) {
            return new Whole(item, intervention, words, session, read);
        }
    }

    /** The session that closed an item. */
    public record PastSession(Session session, String by, Instant at) {}

    /**
     * One response on an item.
     *
     * @param interaction as JSON; absent when the response has none, or is not there yet or any more
     * @param rating the rating of the item's topic as JSON; absent when the response does not rate it, or is not there
     *     yet or any more
     */
    public record Word(
            String source,
            String responseId,
            double score,
            Instant respondedAt,
            @Nullable String interaction,
            @Nullable String rating,
            @Nullable String comment) {}

    /** One line of an item's history. */
    public record HistoryLine(
            long version,
            String action,
            Instant at,
            String by,
            @Nullable String from,
            String to,
            @Nullable String cause,
            @Nullable String note) {}

    /**
     * Where a page starts: after the item with this priority and id.
     *
     * @param version of the queue when its first page was read
     */
    public record After(double priority, UUID id, long version) {}

    /**
     * What of a queue is wanted.
     *
     * @param topic only this topic, when given
     * @param agentId only this agent, when given
     * @param limit items at most
     */
    public record Wanted(
            String team,
            List<String> kinds,
            List<String> states,
            @Nullable String topic,
            @Nullable String agentId,
            int limit,
            @Nullable After after) {}

    /** What a reader of pages makes of items, and keeps. */
    public interface Keeper<C> {
        /**
         * What was made of the item before, if it is still there.
         *
         * @param stamp another one whenever the item's row was written, as it is with everything that a live item shows
         */
        @Nullable
        C kept(UUID item, long stamp);

        C make(Shown shown, long stamp);
    }

    /** An item on a page. */
    public record Line<C>(UUID id, double priority, C card) {}

    private record Place<C>(
            UUID id, long stamp, double priority, @Nullable C card) {}

    /** A page of a queue in its order (item_queue); what is kept of an item is not read again. */
    public <C> List<Line<C>> queue(Wanted wanted, Keeper<C> keeper) {
        return database.jdbi().withHandle(handle -> {
            List<Item> unknown = new ArrayList<>();
            List<Place<C>> places = QueuePage.bind(handle.createQuery(QueuePage.sql(wanted)), wanted)
                    .map((row, _) -> place(row, keeper, unknown))
                    .list();
            Map<UUID, Shown> shown = new HashMap<>();
            if (!unknown.isEmpty()) {
                shown(handle, unknown).forEach(each -> shown.put(each.item().id(), each));
            }
            return places.stream().map(place -> line(place, keeper, shown)).toList();
        });
    }

    /** The version of a team's queue now (queue_counter_pkey). */
    public long version(String team) {
        return database.jdbi()
                .withHandle(handle -> QueueCounters.sums(handle, List.of(team)).getOrDefault(team, 0L));
    }

    private static <C> Place<C> place(ResultSet row, Keeper<C> keeper, List<Item> unknown) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        long stamp = row.getLong("stamp");
        C card = keeper.kept(id, stamp);
        if (card == null) {
            unknown.add(ItemRows.map(row));
        }
        return new Place<>(id, stamp, row.getDouble("priority"), card);
    }

    private static <C> Line<C> line(Place<C> place, Keeper<C> keeper, Map<UUID, Shown> shown) {
        C card = place.card() == null
                ? keeper.make(Objects.requireNonNull(shown.get(place.id())), place.stamp())
                : place.card();
        return new Line<>(place.id(), place.priority(), card);
    }

    /** An agent's items, newest first (item_agent). */
    public List<Shown> ofAgent(String agentId, @Nullable UUID after, int limit) {
        return database.jdbi()
                .withHandle(handle -> shown(
                        handle,
                        list(handle.createQuery("""
                                SELECT %s FROM item i WHERE i.agent_id = :agent AND i.id < :after
                                ORDER BY i.id DESC LIMIT :limit
                                """.formatted(ItemRows.COLUMNS))
                                .bind("agent", agentId)
                                .bind("after", after == null ? new UUID(-1, -1) : after)
                                .bind("limit", limit))));
    }

    /**
     * The item with what came before and what came after.
     *
     * @param seesAgent whether the reader may see how the agent goes on; who sees the item only because it was theirs
     *     when it was closed may not
     */
    public Whole withAftermath(Whole whole, boolean seesAgent) {
        @Nullable Instant heldAt = whole.session().map(PastSession::at).orElse(null);
        Instant now = clock.instant();
        SinceReader.Kept kept =
                new SinceReader.Kept(now.minus(config.forgetAfter()), TopicDays.kept(now, config.keepDayCounts()));
        return database.jdbi()
                .withHandle(handle -> whole.with(Aftermath.of(handle, whole.item(), heldAt, seesAgent, kept)));
    }

    /** One item with all its evidence. */
    public Optional<Whole> item(UUID id) {
        return database.jdbi().withHandle(handle -> ItemRows.byId(handle, id).map(item -> whole(handle, item)));
    }

    private static Whole whole(Handle handle, Item item) {
        return wholes(handle, List.of(item)).getFirst();
    }

    /** These items with all their evidence, in one round trip (evidence_pkey, response_pkey, session_pkey). */
    static List<Whole> wholes(Handle handle, List<Item> items) {
        Map<UUID, List<Word>> words = new HashMap<>();
        Map<UUID, PastSession> sessions = new HashMap<>();
        Set<UUID> again = new HashSet<>();
        Sql.ask(handle, wordsOf(items, ALL, words), SessionRows.of(items, sessions), Recurrences.among(items, again));
        return items.stream()
                .map(item -> new Whole(
                        item,
                        intervention(item, again),
                        words.getOrDefault(item.id(), List.of()),
                        Optional.ofNullable(sessions.get(item.id())),
                        null))
                .toList();
    }

    /** What happened to an item, oldest first (audit_item). */
    public List<HistoryLine> history(UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT version, action, acted_at, acted_by, from_state, to_state, cause, note
                        FROM audit WHERE item_id = :id ORDER BY id
                        """)
                        .bind("id", id)
                        .map((row, _) -> new HistoryLine(
                                row.getLong("version"),
                                row.getString("action"),
                                Sql.instant(row, "acted_at"),
                                row.getString("acted_by"),
                                row.getString("from_state"),
                                row.getString("to_state"),
                                row.getString("cause"),
                                row.getString("note")))
                        .list());
    }

    /** How many items stand in all queues, by state (item_one_live). */
    public Map<String, Long> standing() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT state, count(*) FROM item WHERE state IN ('open', 'claimed') GROUP BY state")
                        .reduceRows(new HashMap<>(), (counts, row) -> {
                            counts.put(row.getColumn("state", String.class), row.getColumn("count", Long.class));
                            return counts;
                        }));
    }

    private static Intervention intervention(Item item, Set<UUID> again) {
        return again.contains(item.id()) ? Intervention.TRAINING : Intervention.SESSION;
    }

    private static List<Item> list(Query query) {
        return query.map((row, _) -> ItemRows.map(row)).list();
    }

    private static List<Shown> shown(Handle handle, List<Item> items) {
        Map<UUID, List<Word>> words = new HashMap<>();
        Set<UUID> again = new HashSet<>();
        Sql.ask(handle, wordsOf(items, ON_A_PAGE, words), Recurrences.among(items, again));
        return items.stream()
                .map(item -> new Shown(item, intervention(item, again), words.getOrDefault(item.id(), List.of())))
                .toList();
    }

    /** The newest words of each item (evidence_pkey, response_pkey). */
    private static Question wordsOf(List<Item> items, int limit, Map<UUID, List<Word>> words) {
        return Question.of(
                """
                SELECT w.item_id, e.source, e.response_id, e.score, e.responded_at, r.interaction, r.comment,
                    jsonb_path_query_first(r.ratings, '$[*] ? (@.topic == $topic)',
                        jsonb_build_object('topic', w.topic)) AS rating
                FROM unnest(?, ?, ?) AS w (item_id, topic, most)
                CROSS JOIN LATERAL (
                    SELECT source, response_id, max(score) AS score, max(responded_at) AS responded_at
                    FROM evidence WHERE item_id = w.item_id GROUP BY source, response_id
                    ORDER BY max(responded_at) DESC, source, response_id LIMIT w.most) e
                LEFT JOIN response r USING (source, response_id)
                ORDER BY w.item_id, e.responded_at DESC, e.source, e.response_id
                """,
                row -> words.computeIfAbsent(row.getObject("item_id", UUID.class), _ -> new ArrayList<>())
                        .add(word(row)),
                Column.uuids(items, Item::id),
                Column.texts(items, Item::topic),
                Column.ints(items, _ -> limit));
    }

    private static Word word(ResultSet row) throws SQLException {
        return new Word(
                row.getString("source"),
                row.getString("response_id"),
                row.getDouble("score"),
                Sql.instant(row, "responded_at"),
                row.getString("interaction"),
                row.getString("rating"),
                row.getString("comment"));
    }
}
