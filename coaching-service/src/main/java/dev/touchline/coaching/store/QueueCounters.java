package dev.touchline.coaching.store;

import dev.touchline.coaching.store.Sql.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code queue_counter}: a team's queue is the same as long as the sum of its counters is. A counter is bumped in
 * the transaction that changes the queue, after the items are locked. It starts at the clock's microseconds, so that a
 * database that was thrown away never repeats an old sum.
 */
final class QueueCounters {
    private static final int STRIPES = 16;

    private QueueCounters() {}

    /** Says that these teams' queues change with this transaction. Rows are locked in the order of the teams' names. */
    static void bump(Handle handle, Collection<String> teams) {
        if (teams.isEmpty()) {
            return;
        }
        int stripe = ThreadLocalRandom.current().nextInt(STRIPES);
        TreeSet<String> sorted = new TreeSet<>(teams);
        Sql.update(handle, """
                INSERT INTO queue_counter (team, stripe, value)
                SELECT team, stripe, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
                FROM unnest(?, ?) AS t (team, stripe)
                ON CONFLICT (team, stripe) DO UPDATE SET value = queue_counter.value + 1
                """, Column.texts(sorted, team -> team), Column.ints(sorted, _ -> stripe));
    }

    /** The sums of these teams; 0 for one whose queue never changed (queue_counter_pkey). */
    static Map<String, Long> sums(Handle handle, Collection<String> teams) {
        Map<String, Long> sums = new HashMap<>();
        teams.forEach(team -> sums.put(team, 0L));
        Sql.query(
                        handle,
                        "SELECT team, sum(value)::bigint AS value FROM queue_counter WHERE team = ANY (?) GROUP BY team",
                        row -> Map.entry(row.getString("team"), row.getLong("value")),
                        Column.texts(teams, team -> team))
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
        return sums;
    }
}
