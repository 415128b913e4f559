package dev.touchline.feedback.erasure;

import dev.touchline.feedback.core.erasure.Mentions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Empties deliveries in quarantine that name a customer; one that waited will not be mapped any more. The quarantine is
 * walked in pages, the oldest first, each of them committed by itself: however much lies there, no statement takes
 * long, and what was emptied before a failure stays so.
 *
 * @param source whose deliveries; null: all
 * @param by who asks for it
 */
record DeliverySearch(Mentions mentions, @Nullable String source, String by, Instant now) {
    private static final String NOTE = "A customer was erased";
    private static final int PAGE_ROWS = 500;
    /** A page ends with the body that fills it. */
    private static final int PAGE_BYTES = 4 << 20;

    /** All rows up to here were searched. */
    private record Place(Instant receivedAt, UUID id) {
        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    /** @param suspect a body in which the reference stands, as a word or within one; null: it does not */
    private record Row(Place place, byte @Nullable [] suspect) {}

    /** Returns how many deliveries were emptied. */
    int run(Jdbi jdbi) {
        int emptied = 0;
        List<Row> page = jdbi.withHandle(handle -> after(handle, Place.START));
        while (!page.isEmpty()) {
            List<UUID> found = page.stream()
                    .filter(row -> row.suspect() != null && mentions.in(row.suspect()))
                    .map(row -> row.place().id())
                    .toList();
            emptied += found.isEmpty() ? 0 : jdbi.withHandle(handle -> empty(handle, found));
            Place last = page.getLast().place();
            page = jdbi.withHandle(handle -> after(handle, last));
        }
        return emptied;
    }

    /** Bounded by rows of any kind, so that a page without deliveries is one, too. Uses quarantine_listed. */
    private List<Row> after(Handle handle, Place place) {
        return handle.createQuery("""
                        SELECT received_at, event_id, CASE
                            WHEN (CAST(:source AS text) IS NULL OR source = :source) AND EXISTS (
                                SELECT FROM unnest(:forms) AS form WHERE position(decode(form, 'hex') IN body) > 0)
                            THEN body END AS suspect
                        FROM (SELECT next.*, sum(octet_length(body)) OVER (ORDER BY received_at, event_id
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
                              FROM (SELECT received_at, event_id, source, body FROM quarantine
                                    WHERE (received_at, event_id) > (:receivedAt, :id)
                                    ORDER BY received_at, event_id LIMIT :rows) AS next) AS page
                        WHERE coalesce(bytes_before, 0) < :bytes
                        ORDER BY received_at, event_id
                        """)
                .bind("source", source)
                .bindArray(
                        "forms",
                        String.class,
                        mentions.forms().stream().map(HexFormat.of()::formatHex).toList())
                .bind("receivedAt", place.receivedAt())
                .bind("id", place.id())
                .bind("rows", PAGE_ROWS)
                .bind("bytes", PAGE_BYTES)
                .map((row, context) -> row(row))
                .list();
    }

    private int empty(Handle handle, List<UUID> found) {
        return handle.createUpdate("""
                        UPDATE quarantine SET body = NULL, headers = NULL,
                            state = CASE state WHEN 'quarantined' THEN 'discarded' ELSE state END,
                            settled_at = coalesce(settled_at, :now), settled_by = coalesce(settled_by, :by),
                            note = coalesce(note, :note)
                        WHERE event_id = ANY(:ids)
                        """)
                .bindArray("ids", UUID.class, found)
                .bind("now", now)
                .bind("by", by)
                .bind("note", NOTE)
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Place(
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getObject("event_id", UUID.class)),
                row.getBytes("suspect"));
    }
}
