package dev.touchline.feedback.read;

import dev.touchline.feedback.read.Change.Put;
import dev.touchline.feedback.read.ResponseKeys.Place;
import dev.touchline.feedback.read.ResponseKeys.Taken;
import dev.touchline.feedback.read.ResponseTable.Removed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writing to the table {@code response_elsewhere}: what was published under another agent than the one who has the
 * response. Whoever reads Kafka per agent, as alerting does, believes it until it is retracted.
 */
final class Elsewhere {
    private Elsewhere() {}

    /** A revision that does not hold. */
    record Lost(ResponseId id, String agentId, String team, long updatedMicros, int attribution, long kafkaOffset) {
        private static final Comparator<Lost> AGE = Comparator.comparingLong(Lost::updatedMicros)
                .thenComparingInt(Lost::attribution)
                .thenComparingLong(Lost::kafkaOffset);
        private static final Comparator<Lost> ORDER =
                Comparator.comparing(Lost::id).thenComparing(Lost::agentId);

        private static Lost of(Put put) {
            return new Lost(
                    put.id(),
                    put.event().agentId(),
                    put.event().team(),
                    put.revision().updatedMicros(),
                    put.revision().attribution(),
                    put.revision().kafkaOffset());
        }

        private Lost newer(Lost other) {
            return AGE.compare(this, other) >= 0 ? this : other;
        }
    }

    private record Whose(ResponseId id, String agentId) {}

    /** What was offered and did not come to hold, and what held until now; of whatever agent. */
    static Collection<Lost> lost(List<Put> offered, List<Taken> taken, List<Removed> removed) {
        Set<Revision> holds = HashSet.newHashSet(taken.size());
        Map<ResponseId, Place> before = new HashMap<>();
        for (Taken each : taken) {
            holds.add(each.revision());
            if (each.before() != null) {
                before.put(each.before().id(), each.before());
            }
        }
        List<Lost> lost = new ArrayList<>();
        for (Put put : offered) {
            if (!holds.contains(put.revision())) {
                lost.add(Lost.of(put));
            }
        }
        for (Removed row : removed) {
            Place place = before.get(row.id());
            if (place != null) {
                lost.add(new Lost(
                        row.id(),
                        row.agentId(),
                        row.team(),
                        place.updatedMicros(),
                        place.attribution(),
                        place.kafkaOffset()));
            }
        }
        return lost;
    }

    /** Notes those that lie under another agent than the response does now, if they are newer than what is noted. */
    static void note(Connection connection, Collection<Lost> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        Map<Whose, Lost> newest = new HashMap<>();
        all.forEach(lost -> newest.merge(new Whose(lost.id(), lost.agentId()), lost, Lost::newer));
        List<Lost> sorted = newest.values().stream().sorted(Lost.ORDER).toList();
        Columns.of(sorted)
                .texts(lost -> lost.id().source())
                .texts(lost -> lost.id().responseId())
                .texts(Lost::agentId)
                .texts(Lost::team)
                .longs(Lost::updatedMicros)
                .ints(Lost::attribution)
                .longs(Lost::kafkaOffset)
                .run(connection, """
                        WITH open AS (
                            INSERT INTO response_elsewhere AS known (
                                source, response_id, agent_id, team, updated_micros, attribution, kafka_offset, retracted)
                            SELECT source, response_id, lost.agent_id, lost.team, lost.updated_micros, lost.attribution,
                                lost.kafka_offset, false
                            FROM unnest(?, ?, ?, ?, ?, ?, ?)
                                    AS lost (source, response_id, agent_id, team, updated_micros, attribution, kafka_offset)
                                JOIN response_key AS key USING (source, response_id)
                            WHERE key.agent_id <> lost.agent_id
                            ON CONFLICT (source, response_id, agent_id) DO UPDATE SET
                                team = excluded.team, updated_micros = excluded.updated_micros,
                                attribution = excluded.attribution, kafka_offset = excluded.kafka_offset,
                                retracted = false
                            WHERE (excluded.updated_micros, excluded.attribution, excluded.kafka_offset)
                                > (known.updated_micros, known.attribution, known.kafka_offset)
                            RETURNING source, response_id)
                        INSERT INTO reattribution (source, response_id, reason)
                        SELECT DISTINCT source, response_id, 'revised' FROM open
                        """);
    }
}
