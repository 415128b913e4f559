package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Step;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code completion}: how fresh sessions were, and how many were praise. */
@Singleton
public class Completions {
    private static final String STAGES = """
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM responded_at - ended_at)) AS answered,
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM received_at - responded_at)) AS received,
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM flagged_at - received_at)) AS flagged,
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM opened_at - flagged_at)) AS opened,
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM claimed_at - opened_at)) AS claimed,
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - claimed_at)) AS held,
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - ended_at)) AS whole""";

    private final Database database;

    Completions(Database database) {
        this.database = database;
    }

    /** Median and ninth decile of a time, in seconds. */
    public record Spread(double p50, double p90) {}

    /**
     * How fresh the sessions of a day were. A time is absent where no session knows it.
     *
     * @param day UTC; absent for all days together
     * @param answered from the end of the interaction to the answer
     * @param received from there until Kafka took it in
     * @param flagged from there until the need that a filter saw in it was published
     * @param opened from there until the item stood in the queue
     * @param claimed from there until somebody took it
     * @param held from there until the session was over
     * @param whole all of it
     */
    public record Freshness(
            @Nullable LocalDate day,
            int sessions,
            @Nullable Spread answered,
            @Nullable Spread received,
            @Nullable Spread flagged,
            @Nullable Spread opened,
            @Nullable Spread claimed,
            @Nullable Spread held,
            @Nullable Spread whole) {}

    /**
     * What a supervisor did in a week.
     *
     * @param monday the first day (UTC) of the week
     */
    public record Week(LocalDate monday, String by, int praise, int coaching) {}

    /**
     * Keeps what is known when an item is completed. One that opened again counts by its last session and has waited
     * since then; how long its answer took to come is not part of it. One that opened because the agent asked has
     * waited since then too, however old the answer was: neither its interaction nor its answer tells how fresh it is.
     * A revision that came after the need was published says nothing of how soon the answer came.
     */
    static void insert(Handle handle, ItemStep taken) {
        if (taken.step().action() != Step.Action.COMPLETED) {
            return;
        }
        Sql.flush(handle);
        handle.createUpdate("""
                        INSERT INTO completion (item_id, team, kind, held_by, ended_at, responded_at, received_at,
                            flagged_at, opened_at, claimed_at, completed_at)
                        SELECT i.id, i.team, i.kind, :by,
                            CASE WHEN NOT c.by_request AND pg_input_is_valid(r.interaction ->> 'endedAt', 'timestamptz')
                                THEN (r.interaction ->> 'endedAt')::timestamptz END,
                            e.responded_at, CASE WHEN c.reopened_at IS NULL AND NOT c.by_request THEN r.received_at END,
                            CASE WHEN c.reopened_at IS NULL AND NOT c.by_request THEN f.flagged_at END,
                            COALESCE(c.reopened_at, i.opened_at), c.claimed_at, :at
                        FROM item i
                            LEFT JOIN LATERAL (
                                SELECT source, response_id, responded_at FROM evidence
                                WHERE item_id = i.id AND responded_at <= i.opened_at
                                ORDER BY responded_at DESC, source, response_id LIMIT 1) e ON true
                            CROSS JOIN LATERAL (
                                SELECT min(flagged_at) AS flagged_at FROM need
                                WHERE item_id = i.id AND standing AND flagged_at <= i.opened_at) f
                            LEFT JOIN response r ON r.source = e.source AND r.response_id = e.response_id
                                AND r.received_at <= LEAST(i.opened_at, f.flagged_at)
                            CROSS JOIN LATERAL (
                                SELECT max(acted_at) FILTER (WHERE action = 'claimed') AS claimed_at,
                                    max(acted_at) FILTER (WHERE action = 'reopened') AS reopened_at,
                                    COALESCE(bool_or(action = 'asked' AND acted_at = i.opened_at), false) AS by_request
                                FROM audit WHERE item_id = i.id) c
                        WHERE i.id = :item AND c.claimed_at IS NOT NULL
                        ON CONFLICT (item_id) DO UPDATE SET team = excluded.team, held_by = excluded.held_by,
                            received_at = excluded.received_at, flagged_at = excluded.flagged_at, opened_at = excluded.opened_at, claimed_at = excluded.claimed_at, completed_at = excluded.completed_at
                        """)
                .bind("item", taken.item().id())
                .bind("by", taken.step().by())
                .bind("at", taken.step().at())
                .execute();
    }

    /** Of each day and of all together, which comes first (completion_team). */
    public List<Freshness> freshness(String team, Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT day, count(*)::integer AS sessions, %s
                        FROM completion CROSS JOIN LATERAL (SELECT (completed_at AT TIME ZONE 'UTC')::date AS day) d
                        WHERE team = :team AND completed_at >= :since
                        GROUP BY GROUPING SETS ((), (day)) ORDER BY day NULLS FIRST
                        """.formatted(STAGES))
                        .bind("team", team)
                        .bind("since", since)
                        .map((row, _) -> new Freshness(
                                row.getObject("day", LocalDate.class),
                                row.getInt("sessions"),
                                spread(row, "answered"),
                                spread(row, "received"),
                                spread(row, "flagged"),
                                spread(row, "opened"),
                                spread(row, "claimed"),
                                spread(row, "held"),
                                spread(row, "whole")))
                        .list());
    }

    /** Each supervisor's weeks, newest first (completion_team). */
    public List<Week> weeks(String team, Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT date_trunc('week', completed_at AT TIME ZONE 'UTC')::date AS monday, held_by,
                            (count(*) FILTER (WHERE kind = 'praise'))::integer AS praise,
                            (count(*) FILTER (WHERE kind = 'coaching'))::integer AS coaching
                        FROM completion WHERE team = :team AND completed_at >= :since
                        GROUP BY monday, held_by ORDER BY monday DESC, held_by
                        """)
                        .bind("team", team)
                        .bind("since", since)
                        .map((row, _) -> new Week(
                                Objects.requireNonNull(row.getObject("monday", LocalDate.class)),
                                row.getString("held_by"),
                                row.getInt("praise"),
                                row.getInt("coaching")))
                        .list());
    }

    private static @Nullable Spread spread(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return null;
        }
        Double[] values = (Double[]) array.getArray();
        return new Spread(values[0], values[1]);
    }
}
