package dev.touchline.coaching.store;

import dev.touchline.coaching.core.effect.Course;
import dev.touchline.coaching.core.effect.Field;
import dev.touchline.coaching.core.effect.Since;
import dev.touchline.coaching.core.effect.Tally;
import dev.touchline.coaching.core.effect.Windows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads {@code topic_day}, which {@link ResponseRows} writes, and lets go of what is too old. */
final class TopicDays {
    /** Most agents whose answers tell how shares are spread: more cost time and change nothing. */
    private static final int MOST_AGENTS = 500;

    private TopicDays() {}

    /** The agent's answers in the two windows of a study (topic_day_pkey). */
    static Course course(Handle handle, Study study) {
        return handle.createQuery("""
                        SELECT %s FROM topic_day
                        WHERE topic = :topic AND agent_id = :agent AND day >= :beforeFrom AND day < :afterTo
                        """.formatted(sums()))
                .bind("topic", study.topic())
                .bind("agent", study.agentId())
                .bindMap(days(study.windows()))
                .map((row, _) -> course(row))
                .one();
    }

    /**
     * Everybody else with answers on the topic, over the same windows; of many, some that chance picks, always the same
     * (topic_day_pkey, effect_study_topic).
     */
    static Field field(Handle handle, Study study) {
        List<Neighbour> neighbours = handle.createQuery("""
                        SELECT %s, EXISTS (
                            SELECT FROM effect_study s WHERE s.topic = :topic AND s.agent_id = d.agent_id
                                AND s.fixed_at >= (:beforeFrom)::timestamp AT TIME ZONE 'UTC'
                                AND s.fixed_at < (:afterTo)::timestamp AT TIME ZONE 'UTC') AS coached
                        FROM topic_day d
                        WHERE topic = :topic AND agent_id <> :agent AND day >= :beforeFrom AND day < :afterTo
                        GROUP BY agent_id
                        ORDER BY hashtextextended(agent_id, :seed) LIMIT :most
                        """.formatted(sums()))
                .bind("topic", study.topic())
                .bind("agent", study.agentId())
                .bind("seed", study.seed())
                .bind("most", MOST_AGENTS)
                .bindMap(days(study.windows()))
                .map((row, _) -> new Neighbour(course(row), row.getBoolean("coached")))
                .list();
        return new Field(
                neighbours.stream()
                        .filter(each -> !each.coached())
                        .map(Neighbour::course)
                        .toList(),
                neighbours.stream()
                        .filter(Neighbour::coached)
                        .map(each -> each.course().before())
                        .toList());
    }

    /** The agent's answers on the topic from this day on (topic_day_pkey). */
    static List<Since.Day> from(Handle handle, String topic, String agentId, LocalDate from) {
        return handle.createQuery("""
                        SELECT day, n, greatest(0, least(poor, n)) AS poor FROM topic_day
                        WHERE topic = :topic AND agent_id = :agent AND day >= :from AND n > 0 ORDER BY day
                        """)
                .bind("topic", topic)
                .bind("agent", agentId)
                .bind("from", from)
                .map((row, _) -> new Since.Day(
                        row.getObject("day", LocalDate.class), new Tally(row.getInt("n"), row.getInt("poor"))))
                .list();
    }

    /** The first day whose counts are kept, and relied on. */
    static LocalDate kept(Instant now, Duration keep) {
        return LocalDate.ofInstant(now.minus(keep), ZoneOffset.UTC);
    }

    /**
     * Deletes some days that ended before this one, and tells how many; but none that a session whose verdict is still
     * to come is judged by (topic_day_day, effect_study_due).
     */
    static int delete(Handle handle, LocalDate before, int limit) {
        return handle.createUpdate("""
                        WITH old AS (
                            SELECT topic, agent_id, day FROM topic_day
                            WHERE day < least(:before, (SELECT min(before_from) FROM effect_study WHERE judged_at IS NULL))
                            ORDER BY day LIMIT :limit FOR UPDATE SKIP LOCKED)
                        DELETE FROM topic_day d USING old
                        WHERE d.topic = old.topic AND d.agent_id = old.agent_id AND d.day = old.day
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }

    private record Neighbour(Course course, boolean coached) {}

    private static Map<String, LocalDate> days(Windows windows) {
        return Map.of(
                "beforeFrom", windows.beforeFrom(),
                "beforeTo", windows.beforeTo(),
                "afterFrom", windows.afterFrom(),
                "afterTo", windows.afterTo());
    }

    /** Of nothing it is 0; and counts that went wrong, by whatever cause, stay counts. */
    private static String sums() {
        return """
                greatest(0, sum(n) FILTER (WHERE day < :beforeTo))::integer AS before_n,
                greatest(0, least(sum(poor) FILTER (WHERE day < :beforeTo),
                    sum(n) FILTER (WHERE day < :beforeTo)))::integer AS before_poor,
                greatest(0, sum(n) FILTER (WHERE day >= :afterFrom))::integer AS after_n,
                greatest(0, least(sum(poor) FILTER (WHERE day >= :afterFrom),
                    sum(n) FILTER (WHERE day >= :afterFrom)))::integer AS after_poor""";
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(
                new Tally(row.getInt("before_n"), row.getInt("before_poor")),
                new Tally(row.getInt("after_n"), row.getInt("after_poor")));
    }
}
