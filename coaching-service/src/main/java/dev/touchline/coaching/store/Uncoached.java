package dev.touchline.coaching.store;

import dev.touchline.coaching.store.Completions.Spread;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was never coached: without it, the freshness of sessions tells of those alone that took place. */
@Singleton
public class Uncoached {
    private final Database database;
    private final Clock clock;

    Uncoached(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Items that left the queue without a session, or stand in it.
     *
     * @param day UTC, on which they left it, or today; absent for all days together
     * @param as expired, dismissed, deferred or open
     * @param waited how long they stood in the queue, or have stood until now
     */
    public record Left(@Nullable LocalDate day, String as, int items, Spread waited) {}

    /**
     * Of all days together, which come first, and of each day. What was corrected had nothing to coach; what was
     * coached and opened again after a dispute was coached (item_queue, item_left, completion_pkey).
     */
    public List<Left> of(String team, Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT day, outcome, count(*)::integer AS items,
                            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
                                ORDER BY extract(epoch FROM until - opened_at)) AS waited
                        FROM (
                            SELECT id, opened_at, :now::timestamptz AS until, 'open' AS outcome FROM item
                            WHERE team = :team AND state IN ('open', 'claimed')
                            UNION ALL
                            SELECT id, opened_at, closed_at, state FROM item
                            WHERE team = :team AND state IN ('expired', 'dismissed', 'deferred')
                                AND closed_at >= :since AND cause IS DISTINCT FROM 'corrected') AS gone
                            CROSS JOIN LATERAL (SELECT (until AT TIME ZONE 'UTC')::date AS day) AS d
                        WHERE NOT EXISTS (SELECT FROM completion c WHERE c.item_id = gone.id)
                        GROUP BY GROUPING SETS ((outcome), (day, outcome)) ORDER BY day NULLS FIRST, outcome
                        """)
                        .bind("team", team)
                        .bind("since", since)
                        .bind("now", clock.instant())
                        .map((row, _) -> new Left(
                                row.getObject("day", LocalDate.class),
                                row.getString("outcome"),
                                row.getInt("items"),
                                spread(row.getArray("waited"))))
                        .list());
    }

    private static Spread spread(Array array) throws SQLException {
        Double[] values = (Double[]) array.getArray();
        return new Spread(values[0], values[1]);
    }
}
