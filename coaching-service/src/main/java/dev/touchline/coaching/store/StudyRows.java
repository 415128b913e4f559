package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Technique;
import dev.touchline.coaching.core.effect.Effect;
import dev.touchline.coaching.core.effect.Effect.Measured;
import dev.touchline.coaching.core.effect.Effect.TooFew;
import dev.touchline.coaching.core.effect.Terms;
import dev.touchline.coaching.core.effect.Windows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code effect_study}: what a session's effect will be judged by, written with the session, and the verdict. */
final class StudyRows {
    /** What {@link #map} reads, from {@code effect_study}. */
    static final String COLUMNS = """
            item_id, agent_id, topic, before_from, before_to, after_from, after_to, due_on, least_answers, \
            least_peers, fixed_at""";

    private StudyRows() {}

    /** Fixes the study of a coaching that is completed with this step; one that was fixed stays as it was. */
    static void fix(Handle handle, Item item, Step step, Terms terms) {
        Windows windows = Windows.of(step.at(), firstFlagged(handle, item, step.at()), terms);
        handle.createUpdate("""
                        INSERT INTO effect_study (item_id, agent_id, team, topic, technique, metric, before_from,
                            before_to, after_from, after_to, due_on, least_answers, least_peers, fixed_at)
                        VALUES (:item, :agent, :team, :topic, :technique, 'poor-share', :beforeFrom,
                            :beforeTo, :afterFrom, :afterTo, :dueOn, :leastAnswers, :leastPeers, :at)
                        ON CONFLICT (item_id) DO NOTHING
                        """)
                .bind("item", item.id())
                .bind("agent", item.agent().id())
                .bind("team", item.team())
                .bind("topic", item.topic())
                .bind("technique", word(step.session()))
                .bind("beforeFrom", windows.beforeFrom())
                .bind("beforeTo", windows.beforeTo())
                .bind("afterFrom", windows.afterFrom())
                .bind("afterTo", windows.afterTo())
                .bind("dueOn", windows.dueOn())
                .bind("leastAnswers", terms.leastAnswers())
                .bind("leastPeers", terms.leastPeers())
                .bind("at", step.at())
                .execute();
    }

    /**
     * Locks the study that has been due longest and nobody else is judging, if there is one (effect_study_due).
     *
     * @param failed items whose studies are passed over
     */
    static Optional<Study> lockDue(Handle handle, LocalDate today, Set<UUID> failed) {
        return handle.createQuery("""
                        SELECT %s FROM effect_study WHERE judged_at IS NULL AND due_on <= :today
                            AND item_id <> ALL (:failed)
                        ORDER BY due_on, item_id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
                        """.formatted(COLUMNS))
                .bind("today", today)
                .bindArray("failed", UUID.class, List.copyOf(failed))
                .map((row, _) -> map(row))
                .findOne();
    }

    /** Adds the verdict. */
    static void judge(Handle handle, Study study, Effect effect, Instant now) {
        Measured measured =
                switch (effect) {
                    case Measured found -> found;
                    case TooFew _ -> null;
                };
        handle.createUpdate("""
                        UPDATE effect_study SET judged_at = :at, verdict = :verdict, sentence = :sentence,
                            before_n = :beforeN, before_poor = :beforePoor, after_n = :afterN, after_poor = :afterPoor,
                            expected = :expected, difference = :difference, low = :low, high = :high, peers = :peers
                        WHERE item_id = :item AND judged_at IS NULL
                        """)
                .bind("item", study.itemId())
                .bind("at", now)
                .bind("verdict", effect.verdict().word())
                .bind("sentence", effect.sentence())
                .bind(
                        "beforeN",
                        measured == null
                                ? null
                                : (Integer) measured.coached().before().n())
                .bind(
                        "beforePoor",
                        measured == null
                                ? null
                                : (Integer) measured.coached().before().poor())
                .bind(
                        "afterN",
                        measured == null
                                ? null
                                : (Integer) measured.coached().after().n())
                .bind(
                        "afterPoor",
                        measured == null
                                ? null
                                : (Integer) measured.coached().after().poor())
                .bind("expected", measured == null ? null : (Double) measured.expected())
                .bind("difference", measured == null ? null : (Double) measured.difference())
                .bind("low", measured == null ? null : (Double) measured.low())
                .bind("high", measured == null ? null : (Double) measured.high())
                .bind("peers", measured == null ? null : (Integer) measured.peers())
                .execute();
    }

    static Study map(ResultSet row) throws SQLException {
        Windows windows = new Windows(
                row.getObject("before_from", LocalDate.class),
                row.getObject("before_to", LocalDate.class),
                row.getObject("after_from", LocalDate.class),
                row.getObject("after_to", LocalDate.class));
        Terms terms = new Terms(
                (int) ChronoUnit.DAYS.between(windows.beforeFrom(), windows.beforeTo()),
                (int) ChronoUnit.DAYS.between(windows.afterFrom(), windows.afterTo()),
                row.getInt("least_answers"),
                row.getInt("least_peers"));
        return new Study(
                row.getObject("item_id", UUID.class),
                row.getString("agent_id"),
                row.getString("topic"),
                windows,
                terms,
                row.getObject("due_on", LocalDate.class),
                Sql.instant(row, "fixed_at"));
    }

    static @Nullable String word(@Nullable Session session) {
        Technique technique = session == null ? null : session.technique();
        return technique == null ? null : technique.word();
    }

    /**
     * When the oldest of what filters hold was answered; when all of it was withdrawn meanwhile, or the agent asked of
     * own accord, the end of the session: an old answer that an agent asks about ends nothing.
     */
    private static Instant firstFlagged(Handle handle, Item item, Instant ended) {
        return handle.createQuery("""
                        SELECT min(e.responded_at) FROM evidence e JOIN need n USING (need_id)
                        WHERE e.item_id = :item AND n.filter_id IS NOT NULL
                        """)
                .bind("item", item.id())
                .mapTo(Instant.class)
                .findOne()
                .orElse(ended);
    }
}
