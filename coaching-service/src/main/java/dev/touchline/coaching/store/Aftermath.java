package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.effect.Since;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What came before an item and what came after.
 *
 * @param earlier the agent's latest sessions on the topic before this item's, newest first
 * @param recurrenceOf the one of them that was to settle it, when the item opened within its window
 * @param since the agent's answers on the topic since this item's session; absent when there was none, or when the
 *     agent is no longer the reader's to see
 * @param acknowledgement what the agent said of the latest session
 * @param dispute what the agent said against the item
 */
public record Aftermath(
        List<Earlier> earlier,
        @Nullable UUID recurrenceOf,
        @Nullable Since since,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Dispute dispute) {
    private static final int MOST_EARLIER = 5;

    /** An earlier session: what was practised, or what training was agreed; its verdict is absent until it is due. */
    public record Earlier(
            UUID itemId,
            Instant at,
            String by,
            @Nullable String practised,
            @Nullable String agreed,
            String next,
            @Nullable String technique,
            @Nullable String verdict) {}

    /** The agent's word on a session. */
    public record Acknowledgement(int usefulness, @Nullable String comment, Instant at) {}

    /** The agent's word against an item. */
    public record Dispute(String reason, Instant at) {}

    static Aftermath of(Handle handle, Item item, @Nullable Instant heldAt, boolean seesAgent, SinceReader.Kept kept) {
        @Nullable Instant untilOpened = seesAgent ? null : item.openedAt();
        return new Aftermath(
                earlier(handle, item, heldAt == null ? untilOpened : heldAt),
                recurrence(handle, item).orElse(null),
                heldAt == null || !seesAgent ? null : SinceReader.of(handle, item, heldAt, kept),
                acknowledgement(handle, item).orElse(null),
                dispute(handle, item).orElse(null));
    }

    /** By effect_study_topic and session_pkey. */
    private static List<Earlier> earlier(Handle handle, Item item, @Nullable Instant before) {
        return handle.createQuery("""
                        SELECT e.item_id, s.held_at, s.held_by, s.practised, s.agreed, s.next, s.technique, e.verdict
                        FROM effect_study e JOIN session s USING (item_id)
                        WHERE e.topic = :topic AND e.agent_id = :agent AND e.item_id <> :item
                            AND ((:before)::timestamptz IS NULL OR s.held_at < (:before)::timestamptz)
                        ORDER BY e.fixed_at DESC LIMIT :most
                        """)
                .bind("topic", item.topic())
                .bind("agent", item.agent().id())
                .bind("item", item.id())
                .bind("before", before)
                .bind("most", MOST_EARLIER)
                .map((row, _) -> new Earlier(
                        row.getObject("item_id", UUID.class),
                        Sql.instant(row, "held_at"),
                        row.getString("held_by"),
                        row.getString("practised"),
                        row.getString("agreed"),
                        row.getString("next"),
                        row.getString("technique"),
                        row.getString("verdict")))
                .list();
    }

    private static Optional<UUID> recurrence(Handle handle, Item item) {
        return handle.createQuery("SELECT of_item_id FROM recurrence WHERE item_id = :item")
                .bind("item", item.id())
                .mapTo(UUID.class)
                .findOne();
    }

    private static Optional<Acknowledgement> acknowledgement(Handle handle, Item item) {
        return handle.createQuery("""
                        SELECT a.usefulness, a.comment, a.said_at FROM acknowledgement a JOIN session s USING (item_id)
                        WHERE item_id = :item AND a.said_at >= s.held_at
                        """)
                .bind("item", item.id())
                .map((row, _) -> new Acknowledgement(
                        row.getInt("usefulness"), row.getString("comment"), Sql.instant(row, "said_at")))
                .findOne();
    }

    private static Optional<Dispute> dispute(Handle handle, Item item) {
        return handle.createQuery("SELECT reason, said_at FROM dispute WHERE item_id = :item")
                .bind("item", item.id())
                .map((row, _) -> new Dispute(row.getString("reason"), Sql.instant(row, "said_at")))
                .findOne();
    }
}
