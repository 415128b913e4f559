package dev.touchline.feedback.read;

import dev.touchline.feedback.read.Change.Put;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code response_key}: which revision of a response is known, and where its row lies. */
final class ResponseKeys {
    private static final int COLUMNS = 9;
    private static final int USUAL_ROW = 160;

    private ResponseKeys() {}

    /** Where a row of {@code response} lies, and which revision it is. */
    record Place(
            ResponseId id,
            String agentId,
            long respondedMicros,
            long updatedMicros,
            int attribution,
            long kafkaOffset) {}

    /**
     * A revision that is newer than what was known.
     *
     * @param revision as it was offered
     * @param before where the row of the earlier revision lies; null: the response is new
     * @param repeated whether it says the same as the earlier one did
     */
    record Taken(Revision revision, @Nullable Place before, boolean repeated) {}

    /**
     * Takes note of each that is newer than what is known; the others are left out of the result. Most responses are
     * new, so the new ones are copied in, which costs half of an INSERT that looks for conflicts; what looks new is not
     * even asked for, unless the copying shows that something was not.
     *
     * @param puts of different responses, in order of their ids
     * @throws SQLException a unique violation when somebody else brings one of them at the same time; {@link #merge}
     *     copes with that
     */
    static List<Taken> take(Connection connection, List<Put> puts) throws SQLException {
        Set<ResponseId> known =
                known(connection, puts.stream().filter(put -> !looksNew(put)).toList());
        Savepoint before = connection.setSavepoint();
        try {
            return take(connection, puts, known);
        } catch (SQLException e) {
            if (!ReadModel.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return take(connection, puts, known(connection, puts));
        }
    }

    /** Never changed since it was given, nor moved to another agent: most likely the first that is heard of it. */
    private static boolean looksNew(Put put) {
        return put.revision().updatedMicros() <= put.event().respondedMicros()
                && put.revision().attribution() == 1;
    }

    private static List<Taken> take(Connection connection, List<Put> puts, Set<ResponseId> known) throws SQLException {
        List<Put> fresh = puts.stream().filter(put -> !known.contains(put.id())).toList();
        List<Taken> taken = new ArrayList<>(puts.size());
        if (!fresh.isEmpty()) {
            copy(connection, fresh);
            fresh.forEach(put -> taken.add(new Taken(put.revision(), null, false)));
        }
        if (!known.isEmpty()) {
            taken.addAll(merge(
                    connection,
                    puts.stream().filter(put -> known.contains(put.id())).toList()));
        }
        return taken;
    }

    /** As {@link #take}, whoever else brings the same responses at the same time. */
    static List<Taken> merge(Connection connection, List<Put> puts) throws SQLException {
        return Columns.of(puts)
                .texts(put -> put.id().source())
                .texts(put -> put.id().responseId())
                .texts(put -> put.event().agentId())
                .longs(put -> put.event().respondedMicros())
                .longs(put -> put.revision().updatedMicros())
                .ints(put -> put.revision().attribution())
                .longs(put -> put.revision().kafkaOffset())
                .ints(put -> put.revision().kafkaPartition())
                .uuids(put -> put.event().eventId())
                .query(connection, """
                        INSERT INTO response_key AS key
                        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (source, response_id) DO UPDATE SET
                            agent_id = excluded.agent_id, responded_micros = excluded.responded_micros,
                            updated_micros = excluded.updated_micros, attribution = excluded.attribution,
                            kafka_offset = excluded.kafka_offset, kafka_partition = excluded.kafka_partition,
                            event_id = excluded.event_id
                        WHERE (excluded.updated_micros, excluded.attribution, excluded.kafka_offset,
                                excluded.kafka_partition)
                            > (key.updated_micros, key.attribution, key.kafka_offset, key.kafka_partition)
                        RETURNING key.updated_micros, key.attribution, key.kafka_offset, key.kafka_partition,
                            key.source, key.response_id, old.agent_id, old.responded_micros,
                            (old.event_id, old.agent_id) IS NOT DISTINCT FROM (new.event_id, new.agent_id),
                            old.updated_micros, old.attribution, old.kafka_offset
                        """, ResponseKeys::taken);
    }

    private static Set<ResponseId> known(Connection connection, List<Put> puts) throws SQLException {
        if (puts.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(Columns.of(puts)
                .texts(put -> put.id().source())
                .texts(put -> put.id().responseId())
                .query(connection, """
                        SELECT source, response_id FROM unnest(?, ?) AS asked (source, response_id)
                            JOIN response_key USING (source, response_id)
                        """, row -> new ResponseId(row.getString(1), row.getString(2))));
    }

    private static void copy(Connection connection, List<Put> puts) throws SQLException {
        CopyBuffer rows = new CopyBuffer(puts.size() * USUAL_ROW);
        for (Put put : puts) {
            rows.row(COLUMNS);
            rows.text(put.id().source());
            rows.text(put.id().responseId());
            rows.text(put.event().agentId());
            rows.integer(put.event().respondedMicros());
            rows.integer(put.revision().updatedMicros());
            rows.integer(put.revision().attribution());
            rows.integer(put.revision().kafkaOffset());
            rows.integer(put.revision().kafkaPartition());
            rows.uuid(put.event().eventId());
        }
        rows.sendTo(connection, """
                COPY response_key (source, response_id, agent_id, responded_micros, updated_micros, attribution,
                    kafka_offset, kafka_partition, event_id)
                FROM STDIN (FORMAT binary)
                """);
    }

    private static Taken taken(ResultSet row) throws SQLException {
        Revision revision = new Revision(row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4));
        String agentBefore = row.getString(7);
        Place before = agentBefore == null
                ? null
                : new Place(
                        new ResponseId(row.getString(5), row.getString(6)),
                        agentBefore,
                        row.getLong(8),
                        row.getLong(10),
                        row.getInt(11),
                        row.getLong(12));
        return new Taken(revision, before, row.getBoolean(9));
    }
}
