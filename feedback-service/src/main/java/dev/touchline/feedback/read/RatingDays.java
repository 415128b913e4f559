package dev.touchline.feedback.read;

import dev.touchline.feedback.core.insight.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writing to the table {@code rating_day}: the sums that figures are read from. */
final class RatingDays {
    private final Map<Key, Sum> changes = new HashMap<>();

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

    /** @param responses those whose first topic it is: over all topics each response counts once */
    private record Sum(Tally tally, long responses) {
        private static final Sum NONE = new Sum(Tally.NONE, 0);

        Sum plus(Sum other) {
            return new Sum(tally.plus(other.tally), responses + other.responses);
        }

        Sum negated() {
            return new Sum(tally.negated(), -responses);
        }
    }

    /** A sum and by how much it changes. */
    private record Change(Key key, Sum by) {}

    void add(SurveyEvent event) {
        change(event.team(), event.respondedMicros(), event.agentId(), event.ratings(), sum -> sum);
    }

    void remove(ResponseTable.Removed row) {
        change(row.team(), row.respondedMicros(), row.agentId(), row.ratings(), Sum::negated);
    }

    /** Applies what was added and removed; what nothing adds up to any more is gone. */
    void save(Connection connection) throws SQLException {
        List<Change> sorted = changes.entrySet().stream()
                .filter(change -> !change.getValue().equals(Sum.NONE))
                .map(change -> new Change(change.getKey(), change.getValue()))
                .sorted(Comparator.comparing(Change::key))
                .toList();
        if (sorted.isEmpty()) {
            return;
        }
        upsert(connection, sorted);
        List<Change> fewer =
                sorted.stream().filter(change -> change.by().tally().n() < 0).toList();
        if (!fewer.isEmpty()) {
            sweep(connection, fewer);
        }
    }

    private void change(
            String team, long respondedMicros, String agentId, List<Rated> ratings, UnaryOperator<Sum> sign) {
        long responses = 1;
        for (Rated rating : ratings) {
            Key key = new Key(team, Micros.day(respondedMicros), agentId, rating.topic());
            changes.merge(key, sign.apply(new Sum(Tally.of(rating.score()), responses)), Sum::plus);
            responses = 0;
        }
    }

    private static void upsert(Connection connection, List<Change> sorted) throws SQLException {
        keys(sorted)
                .longs(change -> change.by().tally().n())
                .longs(change -> change.by().tally().sum())
                .longs(change -> change.by().tally().squares())
                .longs(change -> change.by().tally().poor())
                .longs(change -> change.by().responses())
                .run(connection, """
                        INSERT INTO rating_day AS known (team, day, agent_id, topic, n, sum, squares, poor, responses)
                        SELECT team, date '1970-01-01' + CAST(day AS int), agent_id, topic, n, sum, squares, poor,
                            responses
                        FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                            AS change (team, day, agent_id, topic, n, sum, squares, poor, responses)
                        ON CONFLICT (team, day, agent_id, topic) DO UPDATE SET
                            n = known.n + excluded.n, sum = known.sum + excluded.sum,
                            squares = known.squares + excluded.squares, poor = known.poor + excluded.poor,
                            responses = known.responses + excluded.responses
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
