package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.effect.Since;
import dev.touchline.coaching.core.effect.Since.Answer;
import dev.touchline.coaching.core.effect.Since.Coverage;
import dev.touchline.coaching.core.effect.Since.Day;
import dev.touchline.coaching.core.effect.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads how an agent goes on after a session: of the session's own day from the responses, of the days after it from
 * the counts, which outlast them.
 */
final class SinceReader {
    private static final int MOST_ANSWERS = 20;

    /** The agent's ratings of the topic after an instant (response_agent). */
    private static final String RATED = """
            SELECT r.source, r.response_id, r.responded_at, r.comment, (rating ->> 'score')::float8 AS score
            FROM response r CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(r.ratings) WHEN 'array' THEN r.ratings ELSE '[]' END) AS rating
            WHERE r.agent_id = :agent AND r.responded_at > :from AND rating ->> 'topic' = :topic
                AND jsonb_typeof(rating -> 'score') = 'number'""";

    private SinceReader() {}

    /**
     * What is still there.
     *
     * @param answers responses that were answered before it may be forgotten
     * @param days counts of days before it may be deleted
     */
    record Kept(Instant answers, LocalDate days) {}

    static Since of(Handle handle, Item item, Instant heldAt, Kept kept) {
        LocalDate heldOn = LocalDate.ofInstant(heldAt, ZoneOffset.UTC);
        LocalDate counted = heldOn.isBefore(kept.days()) ? kept.days() : heldOn.plusDays(1);
        Instant nextDay = counted.atStartOfDay(ZoneOffset.UTC).toInstant();
        Coverage coverage = heldAt.isBefore(kept.answers()) ? Coverage.NEXT_DAY : Coverage.SESSION;
        Instant from = coverage == Coverage.SESSION ? heldAt : nextDay;
        Counts counts = counts(handle, item, from, nextDay);
        List<Day> days = new ArrayList<>();
        if (counts.sameDay().n() > 0) {
            days.add(new Day(heldOn, counts.sameDay()));
        }
        days.addAll(TopicDays.from(handle, item.topic(), item.agent().id(), counted));
        return new Since(from, coverage, counts.good(), days, answers(handle, item, from));
    }

    private record Counts(Tally sameDay, int good) {}

    private static Counts counts(Handle handle, Item item, Instant from, Instant nextDay) {
        String sql = """
                SELECT count(*) FILTER (WHERE responded_at < :nextDay)::integer AS n,
                    count(*) FILTER (WHERE responded_at < :nextDay AND score <= %d)::integer AS poor,
                    count(*) FILTER (WHERE score >= %d)::integer AS good
                FROM (%s) AS rated
                """.formatted(ResponseRows.POOR, Since.GOOD, RATED);
        return bind(handle.createQuery(sql), item, from)
                .bind("nextDay", nextDay)
                .map((row, _) -> new Counts(new Tally(row.getInt("n"), row.getInt("poor")), row.getInt("good")))
                .one();
    }

    private static List<Answer> answers(Handle handle, Item item, Instant from) {
        String sql = RATED + " ORDER BY r.responded_at DESC, r.source, r.response_id LIMIT :most";
        return bind(handle.createQuery(sql), item, from)
                .bind("most", MOST_ANSWERS)
                .map((row, _) -> new Answer(
                        new ResponseRef(row.getString("source"), row.getString("response_id")),
                        Sql.instant(row, "responded_at"),
                        row.getDouble("score"),
                        row.getString("comment")))
                .list();
    }

    private static Query bind(Query query, Item item, Instant from) {
        return query.bind("topic", item.topic())
                .bind("agent", item.agent().id())
                .bind("from", from);
    }
}
