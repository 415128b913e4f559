package dev.touchline.coaching.store;

import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.Sql.Column;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Table {@code response}. */
final class ResponseRows {
    private static final Comparator<ResponseRef> BY_KEY =
            Comparator.comparing(ResponseRef::source).thenComparing(ResponseRef::responseId);

    private ResponseRows() {}

    /** The newest revision of each, in the order in which rows are locked. */
    static List<ResponseRow> newest(Collection<ResponseRow> revisions) {
        return List.copyOf(revisions.stream()
                .collect(Collectors.toMap(
                        ResponseRow::ref,
                        row -> row,
                        BinaryOperator.maxBy(ResponseRow.BY_REVISION),
                        () -> new TreeMap<>(BY_KEY)))
                .values());
    }

    /** Writes what is newer than what stands and tells which responses say something else now. */
    static List<ResponseRef> upsert(Handle handle, Collection<ResponseRow> revisions) {
        List<ResponseRow> rows = newest(revisions);
        if (rows.isEmpty()) {
            return List.of();
        }
        return Sql.query(
                        handle,
                        """
                        INSERT INTO response (source, response_id, event_id, agent_id, responded_at, updated_at,
                            attribution, kafka_offset, interaction, ratings, comment)
                        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (source, response_id) DO UPDATE SET
                            event_id = excluded.event_id, agent_id = excluded.agent_id,
                            responded_at = excluded.responded_at, updated_at = excluded.updated_at,
                            attribution = excluded.attribution, kafka_offset = excluded.kafka_offset,
                            interaction = excluded.interaction, ratings = excluded.ratings, comment = excluded.comment
                        WHERE (excluded.updated_at, excluded.attribution, excluded.kafka_offset)
                            > (response.updated_at, response.attribution, response.kafka_offset)
                        RETURNING source, response_id, old.event_id IS DISTINCT FROM new.event_id AS differs
                        """,
                        row -> new Written(
                                new ResponseRef(row.getString("source"), row.getString("response_id")),
                                row.getBoolean("differs")),
                        Column.texts(rows, row -> row.ref().source()),
                        Column.texts(rows, row -> row.ref().responseId()),
                        Column.uuids(rows, ResponseRow::eventId),
                        Column.texts(rows, ResponseRow::agentId),
                        Column.instants(rows, ResponseRow::respondedAt),
                        Column.instants(rows, ResponseRow::updatedAt),
                        Column.ints(rows, ResponseRow::attribution),
                        Column.longs(rows, ResponseRow::kafkaOffset),
                        Column.jsons(rows, ResponseRow::interaction),
                        Column.jsons(rows, ResponseRow::ratings),
                        Column.texts(rows, ResponseRow::comment))
                .stream()
                .filter(Written::differs)
                .map(Written::ref)
                .toList();
    }

    /**
     * Counts up the evidence version of every item that shows one of these responses and tells their teams
     * (evidence_response, item_pkey).
     */
    static List<String> touchItems(Handle handle, Collection<ResponseRef> changed) {
        if (changed.isEmpty()) {
            return List.of();
        }
        return Sql.query(
                handle,
                """
                WITH locked AS (
                    SELECT id FROM item WHERE id IN (
                        SELECT e.item_id FROM unnest(?, ?) AS r (source, response_id)
                        JOIN evidence e USING (source, response_id))
                    ORDER BY id FOR NO KEY UPDATE)
                UPDATE item SET evidence_version = evidence_version + 1 FROM locked WHERE item.id = locked.id
                RETURNING item.team
                """,
                row -> row.getString("team"),
                Column.texts(changed, ResponseRef::source),
                Column.texts(changed, ResponseRef::responseId));
    }

    private record Written(ResponseRef ref, boolean differs) {}
}
