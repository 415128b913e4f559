package dev.touchline.goals.store;

import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.Goal;
import dev.touchline.goals.core.NeedNews;
import dev.touchline.goals.core.Standing;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Notes coaching needs and keeps the goals' counts true to them, a batch in one transaction. */
@Singleton
public class NeedStore {
    private static final GoalRow ROW = new GoalRow();

    private final Database database;
    private final Clock clock;

    NeedStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes the effect of a batch, whole or not at all. What was applied before changes nothing, so a batch may come
     * again, cut and ordered differently.
     *
     * @return how many of the batch were news; the rest are repetitions
     */
    public int note(Collection<NeedNews> batch) {
        List<NeedNews> newest = NeedNews.newestPerNeed(batch).stream()
                .sorted(Comparator.comparing(NeedNews::needId))
                .toList();
        return database.jdbi().inTransaction(handle -> {
            Map<UUID, Long> seqBefore = upsert(handle, newest);
            if (seqBefore.isEmpty()) {
                return 0;
            }
            SortedSet<AgentTopic> touched = new TreeSet<>();
            newest.stream().filter(one -> seqBefore.containsKey(one.needId())).forEach(one -> touched.add(one.about()));
            suggest(handle, touched);
            recount(handle, touched);
            return countNews(batch, seqBefore);
        });
    }

    private static int countNews(Collection<NeedNews> batch, Map<UUID, Long> seqBefore) {
        return (int) batch.stream()
                .filter(one -> one.seq() > seqBefore.getOrDefault(one.needId(), Long.MAX_VALUE))
                .distinct()
                .count();
    }

    /** The seq that each need was at before, 0 for a new one; needs without news are not in it. */
    private static Map<UUID, Long> upsert(Handle handle, List<NeedNews> news) {
        Map<UUID, Long> seqBefore = new HashMap<>();
        handle.createQuery("""
                        INSERT INTO need_noted AS noted
                            (need_id, agent_id, topic, filter_id, applied_seq, standing, raised_at)
                        SELECT need_id, agent_id, topic, filter_id, seq, stands, CAST(raised_at AS timestamptz)
                        FROM unnest(:ids, :agents, :topics, :filters, :seqs, :stands, :raised)
                            AS news (need_id, agent_id, topic, filter_id, seq, stands, raised_at)
                        ON CONFLICT (need_id) DO UPDATE
                            SET applied_seq = excluded.applied_seq, standing = excluded.standing
                            WHERE noted.applied_seq < excluded.applied_seq
                        RETURNING new.need_id, coalesce(old.applied_seq, 0) AS seq_before
                        """)
                .bindArray(
                        "ids", UUID.class, news.stream().map(NeedNews::needId).toList())
                .bindArray(
                        "agents",
                        String.class,
                        news.stream().map(one -> one.about().agentId()).toList())
                .bindArray(
                        "topics",
                        String.class,
                        news.stream().map(one -> one.about().topic()).toList())
                .bindArray(
                        "filters",
                        String.class,
                        news.stream().map(NeedNews::filterId).toList())
                .bindArray("seqs", Long.class, news.stream().map(NeedNews::seq).toList())
                .bindArray(
                        "stands",
                        Boolean.class,
                        news.stream().map(NeedNews::stands).toList())
                .bindArray(
                        "raised",
                        String.class,
                        news.stream().map(one -> one.raisedAt().toString()).toList())
                .map((row, context) -> Map.entry(row.getObject("need_id", UUID.class), row.getLong("seq_before")))
                .forEach(entry -> seqBefore.put(entry.getKey(), entry.getValue()));
        return seqBefore;
    }

    /**
     * Puts the needs that no goal counts behind the open goal of their agent × topic, suggesting one where there is
     * none. The update that changes nothing locks the open goal in the same step in which it is looked for (unique
     * index goal_one_open), so a person who drops it at this moment can't leave a need behind no goal.
     */
    private void suggest(Handle handle, SortedSet<AgentTopic> touched) {
        bind(handle.createUpdate("""
                        WITH open AS (
                            INSERT INTO goal (agent_id, topic, kind, state, needs, needs_since, version, created_at, updated_at)
                            SELECT agent_id, topic, 'quality', 'suggested', count(*), min(raised_at), 1, :now, :now
                            FROM need_noted JOIN unnest(:agents, :topics) AS touched (agent_id, topic)
                                USING (agent_id, topic)
                            WHERE goal_id IS NULL AND standing
                            GROUP BY agent_id, topic ORDER BY agent_id, topic
                            ON CONFLICT (agent_id, topic) WHERE state IN ('suggested', 'withdrawn', 'accepted')
                                DO UPDATE SET version = goal.version
                            RETURNING id, agent_id, topic)
                        UPDATE need_noted SET goal_id = open.id FROM open
                        WHERE need_noted.agent_id = open.agent_id AND need_noted.topic = open.topic
                            AND need_noted.goal_id IS NULL AND need_noted.standing
                        """), touched)
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .execute();
    }

    private void recount(Handle handle, SortedSet<AgentTopic> touched) {
        Instant now = clock.instant();
        List<Goal> open = bind(handle.createQuery("""
                        SELECT %s FROM goal JOIN unnest(:agents, :topics) AS touched (agent_id, topic)
                            USING (agent_id, topic)
                        WHERE state IN ('suggested', 'withdrawn', 'accepted')
                        ORDER BY agent_id, topic FOR UPDATE OF goal
                        """.formatted(GoalRow.COLUMNS)), touched)
                .map(ROW)
                .list();
        Map<UUID, Standing> standing = standingBehind(handle, open);
        PreparedBatch changes = handle.prepareBatch(GoalRow.UPDATE);
        for (Goal goal : open) {
            Goal counted = goal.recount(standing.getOrDefault(goal.id(), Standing.NONE), now);
            if (!counted.equals(goal)) {
                GoalRow.bind(changes, counted).add();
            }
        }
        if (changes.size() > 0) {
            changes.execute();
        }
    }

    private static Map<UUID, Standing> standingBehind(Handle handle, List<Goal> goals) {
        Map<UUID, Standing> standing = new HashMap<>();
        handle.createQuery("""
                        SELECT goal_id, count(*) AS needs, min(raised_at) AS since FROM need_noted
                        WHERE standing AND goal_id = ANY(:goals) GROUP BY goal_id
                        """)
                .bindArray("goals", UUID.class, goals.stream().map(Goal::id).toList())
                .map((row, context) -> Map.entry(
                        row.getObject("goal_id", UUID.class),
                        new Standing(
                                row.getInt("needs"),
                                Optional.of(row.getObject("since", OffsetDateTime.class)
                                        .toInstant()))))
                .forEach(entry -> standing.put(entry.getKey(), entry.getValue()));
        return standing;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, SortedSet<AgentTopic> touched) {
        return statement
                .bindArray(
                        "agents",
                        String.class,
                        touched.stream().map(AgentTopic::agentId).toList())
                .bindArray(
                        "topics",
                        String.class,
                        touched.stream().map(AgentTopic::topic).toList());
    }
}
