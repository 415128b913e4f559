package dev.touchline.coaching.store;

import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.Sql.Column;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Table {@code response}, and {@code topic_day}, which counts what it says. */
final class ResponseRows {
    private static final Comparator<ResponseRef> BY_KEY =
            Comparator.comparing(ResponseRef::source).thenComparing(ResponseRef::responseId);

    /** The highest score that is poor, in figures. */
    static final int POOR = 25;

    /** Writes rows that are newer than what stands, without words where they are erased. */
    private static final String WRITE = """
            INSERT INTO response (source, response_id, event_id, agent_id, responded_at, updated_at,
                attribution, kafka_offset, interaction, ratings, comment, received_at)
            SELECT source, response_id, event_id, agent_id, responded_at, updated_at, attribution, kafka_offset,
                CASE WHEN erased_at IS NULL THEN interaction END, ratings,
                CASE WHEN erased_at IS NULL THEN comment END, received_at
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY AS r (source, response_id,
                event_id, agent_id, responded_at, updated_at, attribution, kafka_offset, interaction,
                ratings, comment, received_at, place)
                LEFT JOIN erased_response USING (source, response_id)
            ORDER BY place
            ON CONFLICT (source, response_id) DO UPDATE SET
                event_id = excluded.event_id, agent_id = excluded.agent_id,
                responded_at = excluded.responded_at, updated_at = excluded.updated_at,
                attribution = excluded.attribution, kafka_offset = excluded.kafka_offset,
                interaction = excluded.interaction, ratings = excluded.ratings, comment = excluded.comment,
                received_at = excluded.received_at
            WHERE (excluded.updated_at, excluded.attribution, excluded.kafka_offset)
                > (response.updated_at, response.attribution, response.kafka_offset)
            RETURNING new.source, new.response_id, old.event_id IS DISTINCT FROM new.event_id AS differs,
                old.agent_id AS old_agent, old.responded_at AS old_at, old.ratings AS old_ratings,
                new.agent_id AS new_agent, new.responded_at AS new_at, new.ratings AS new_ratings
            """;

    /**
     * Writes, and takes what a response said before off its days and adds what it says now, in the order in which days
     * are locked.
     */
    private static final String WRITE_AND_COUNT = """
            WITH written AS (%s),
            told AS (
                SELECT rating ->> 'topic' AS topic, agent_id, (at AT TIME ZONE 'UTC')::date AS day, sign AS n,
                    CASE WHEN (rating ->> 'score')::float8 <= %s THEN sign ELSE 0 END AS poor
                FROM written CROSS JOIN LATERAL (VALUES
                    (old_agent, old_at, old_ratings, -1), (new_agent, new_at, new_ratings, 1)
                ) AS side (agent_id, at, ratings, sign) CROSS JOIN LATERAL jsonb_array_elements(ratings) AS rating
                WHERE jsonb_typeof(rating -> 'score') = 'number'),
            changed AS (
                SELECT topic, agent_id, day, sum(n)::integer AS n, sum(poor)::integer AS poor FROM told
                GROUP BY topic, agent_id, day HAVING sum(n) <> 0 OR sum(poor) <> 0
                ORDER BY topic, agent_id, day),
            counted AS (
                INSERT INTO topic_day (topic, agent_id, day, n, poor)
                SELECT topic, agent_id, day, n, poor FROM changed
                ON CONFLICT (topic, agent_id, day) DO UPDATE SET
                    n = topic_day.n + excluded.n, poor = topic_day.poor + excluded.poor)
            SELECT source, response_id FROM written WHERE differs
            """.formatted(WRITE, POOR);

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

    /**
     * Writes what is newer than what stands, without words where they are erased, keeps the days' counts with it and
     * tells which responses say something else now.
     */
    static List<ResponseRef> upsert(Handle handle, Collection<ResponseRow> revisions) {
        List<ResponseRow> rows = newest(revisions);
        if (rows.isEmpty()) {
            return List.of();
        }
        ErasureStore.share(handle);
        return Sql.query(
                handle,
                WRITE_AND_COUNT,
                row -> new ResponseRef(row.getString("source"), row.getString("response_id")),
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
                Column.texts(rows, ResponseRow::comment),
                Column.instants(rows, ResponseRow::receivedAt));
    }

    /** Takes the words out of these responses and tells which had some (response_pkey). */
    static List<ResponseRef> blank(Handle handle, Collection<ResponseRef> refs) {
        return Sql.query(
                handle,
                """
                UPDATE response SET comment = NULL, interaction = NULL
                FROM unnest(?, ?) AS gone (source, response_id)
                WHERE response.source = gone.source AND response.response_id = gone.response_id
                    AND (comment IS NOT NULL OR interaction IS NOT NULL)
                RETURNING response.source, response.response_id
                """,
                row -> new ResponseRef(row.getString("source"), row.getString("response_id")),
                Column.texts(refs, ResponseRef::source),
                Column.texts(refs, ResponseRef::responseId));
    }

    /**
     * Deletes responses that Kafka took in before this instant, oldest first, but for those that a live item shows, and
     * tells which (response_received, evidence_response, item_pkey).
     */
    static List<ResponseRef> deleteReceived(Handle handle, Instant before, int limit) {
        return handle.createQuery("""
                        WITH old AS (
                            SELECT o.source, o.response_id FROM response o
                            WHERE o.received_at < :before AND NOT EXISTS (
                                SELECT FROM evidence e JOIN item i ON i.id = e.item_id
                                WHERE e.source = o.source AND e.response_id = o.response_id
                                    AND i.state IN ('open', 'claimed'))
                            ORDER BY o.received_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        DELETE FROM response r USING old
                        WHERE r.source = old.source AND r.response_id = old.response_id
                        RETURNING r.source, r.response_id
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new ResponseRef(row.getString("source"), row.getString("response_id")))
                .list();
    }
}
