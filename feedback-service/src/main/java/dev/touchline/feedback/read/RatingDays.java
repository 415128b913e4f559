package dev.touchline.feedback.read;

import dev.touchline.feedback.core.insight.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writing to the table {@code rating_day}: the sums that figures are read from. */
final class RatingDays {
    private final Map<Key, Tally> changes = new HashMap<>();

    /** @param day since 1970, UTC */
    private record Key(String team, long day, String agentId, String topic) implements Comparable<Key> {
        /** By hand: every batch sorts hundreds. */
        @Override
        public int compareTo(Key other) {
            int order = team.compareTo(other.team);
            order = order == 0 ? Long.compare(day, other.day) : order;
            order = order == 0 ? agentId.compareTo(other.agentId) : order;
            return order == 0 ? topic.compareTo(other.topic) : order;
        }
    }

    /** A sum and by how much it changes. */
    private record Change(Key key, Tally by) {}

    void add(SurveyEvent event) {
        for (Rated rating : event.ratings()) {
            change(event.team(), event.respondedMicros(), event.agentId(), rating.topic(), Tally.of(rating.score()));
        }
    }

    void remove(ResponseTable.Removed row) {
        for (Rated rating : row.ratings()) {
            change(
                    row.team(),
                    row.respondedMicros(),
                    row.agentId(),
                    rating.topic(),
                    Tally.of(rating.score()).negated());
        }
    }

    /** Applies what was added and removed; what nothing adds up to any more is gone. */
    void save(Connection connection) throws SQLException {
        List<Change> sorted = changes.entrySet().stream()
                .filter(change -> !change.getValue().equals(Tally.NONE))
                .map(change -> new Change(change.getKey(), change.getValue()))
                .sorted(Comparator.comparing(Change::key))
                .toList();
        if (sorted.isEmpty()) {
            return;
        }
        upsert(connection, sorted);
        List<Change> fewer =
                sorted.stream().filter(change -> change.by().n() < 0).toList();
        if (!fewer.isEmpty()) {
            sweep(connection, fewer);
        }
    }

    private void change(String team, long respondedMicros, String agentId, String topic, Tally by) {
        changes.merge(new Key(team, Micros.day(respondedMicros), agentId, topic), by, Tally::plus);
    }

    private static void upsert(Connection connection, List<Change> sorted) throws SQLException {
        keys(sorted)
                .longs(change -> change.by().n())
                .longs(change -> change.by().sum())
                .longs(change -> change.by().squares())
                .longs(change -> change.by().poor())
                .run(connection, """
                        INSERT INTO rating_day AS known (team, day, agent_id, topic, n, sum, squares, poor)
                        SELECT team, date '1970-01-01' + CAST(day AS int), agent_id, topic, n, sum, squares, poor
                        FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                            AS change (team, day, agent_id, topic, n, sum, squares, poor)
                        ON CONFLICT (team, day, agent_id, topic) DO UPDATE SET
                            n = known.n + excluded.n, sum = known.sum + excluded.sum,
                            squares = known.squares + excluded.squares, poor = known.poor + excluded.poor
                        """);
    }

    private static void sweep(Connection connection, List<Change> fewer) throws SQLException {
        keys(fewer).run(connection, """
                DELETE FROM rating_day USING unnest(?, ?, ?, ?) AS change (team, day, agent_id, topic)
                WHERE rating_day.team = change.team AND rating_day.day = date '1970-01-01' + CAST(change.day AS int)
                    AND rating_day.agent_id = change.agent_id AND rating_day.topic = change.topic AND rating_day.n = 0
                """);
    }

    private static Columns<Change> keys(List<Change> changes) {
        return Columns.of(changes)
                .texts(change -> change.key().team())
                .longs(change -> change.key().day())
                .texts(change -> change.key().agentId())
                .texts(change -> change.key().topic());
    }
}
