package dev.touchline.feedback.erasure;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.json.Body;
import dev.touchline.feedback.json.BodyReader;
import dev.touchline.feedback.json.ResponseWriter;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The customers' words in this service's tables, as they are erased. */
final class Words {
    private Words() {}

    /** Erases what a customer said from the read model. Uses response_customer. */
    static List<ResponseName> eraseResponses(Handle handle, String ref, @Nullable String source) {
        return handle.createQuery("""
                        UPDATE response SET customer_ref = NULL, comment = NULL, interaction = NULL
                        WHERE customer_ref = :ref AND (CAST(:source AS text) IS NULL OR source = :source)
                        RETURNING source, response_id
                        """)
                .bind("ref", ref)
                .bind("source", source)
                .map((row, context) -> ErasureTable.name(row))
                .list();
    }

    /**
     * Erases from the responses in quarantine what the customer said, and what these responses say otherwise. Those
     * that wait for their agent go on waiting, without words. Uses quarantine_customer.
     *
     * @param names responses of the customer; those found here are added
     * @return how many
     */
    static int eraseQuarantined(
            Handle handle, String ref, @Nullable String source, Set<ResponseName> names, String by, Instant now) {
        List<Held> ofCustomer = handle.createQuery("""
                        SELECT event_id, source, response_id, received_at, state, payload FROM quarantine
                        WHERE payload IS NOT NULL AND json_extract_path_text(payload, 'customer', 'ref') = :ref
                          AND (CAST(:source AS text) IS NULL OR source = :source)
                        ORDER BY event_id FOR UPDATE
                        """)
                .bind("ref", ref)
                .bind("source", source)
                .map((row, context) -> held(row))
                .list();
        ofCustomer.forEach(held -> {
            names.add(held.name());
            held.erase(handle, by, now);
        });
        List<Held> otherRevisions = ErasureTable.naming(handle.createQuery("""
                        SELECT event_id, source, response_id, received_at, state, payload
                        FROM unnest(:sources, :ids) AS gone (source, response_id)
                            JOIN quarantine USING (source, response_id)
                        WHERE payload IS NOT NULL AND NOT event_id = ANY(:done)
                        ORDER BY event_id FOR UPDATE OF quarantine
                        """), names)
                .bindArray("done", UUID.class, ofCustomer.stream().map(Held::id).toList())
                .map((row, context) -> held(row))
                .list();
        otherRevisions.forEach(held -> held.erase(handle, by, now));
        return ofCustomer.size() + otherRevisions.size();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getObject("event_id", UUID.class),
                ErasureTable.name(row),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("state"),
                row.getString("payload"));
    }

    /** A response in quarantine with its words. */
    private record Held(UUID id, ResponseName name, Instant receivedAt, String state, String payload) {
        /** What left needs no words; what waits needs scores and times; what can't be read any more waits in vain. */
        void erase(Handle handle, String by, Instant now) {
            String left = state.equals("parked") ? withoutWords() : null;
            handle.createUpdate("""
                            UPDATE quarantine SET payload = CAST(:payload AS json),
                                state = CASE WHEN state = 'parked' AND CAST(:payload AS text) IS NULL
                                    THEN 'discarded' ELSE state END,
                                settled_at = CASE WHEN state = 'parked' AND CAST(:payload AS text) IS NULL
                                    THEN :now ELSE settled_at END,
                                settled_by = CASE WHEN state = 'parked' AND CAST(:payload AS text) IS NULL
                                    THEN :by ELSE settled_by END
                            WHERE event_id = :id
                            """)
                    .bind("payload", left)
                    .bind("now", now)
                    .bind("by", by)
                    .bind("id", id)
                    .execute();
        }

        private @Nullable String withoutWords() {
            byte[] canonical = payload.getBytes(StandardCharsets.UTF_8);
            return BodyReader.json(canonical, receivedAt) instanceof Body.Single(Checked.Valid(SurveyResponse response))
                    ? new String(ResponseWriter.bytes(response.withoutWords()), StandardCharsets.UTF_8)
                    : null;
        }
    }
}
