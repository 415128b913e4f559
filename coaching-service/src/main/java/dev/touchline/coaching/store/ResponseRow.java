package dev.touchline.coaching.store;

import dev.touchline.coaching.core.ResponseRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a response: what a card shows of it.
 *
 * @param eventId same content, same id
 * @param attribution which agent it counts for; grows when it is moved to another
 * @param kafkaOffset decides between revisions of the same {@code updatedAt}; {@link #FROM_A_NEED} loses
 * @param interaction the contact as JSON
 * @param ratings all ratings as a JSON array
 * @param receivedAt when Kafka took it in; the customer's words are kept for a time that counts from then
 */
public record ResponseRow(
        ResponseRef ref,
        UUID eventId,
        String agentId,
        Instant respondedAt,
        Instant updatedAt,
        int attribution,
        long kafkaOffset,
        @Nullable String interaction,
        String ratings,
        @Nullable String comment,
        Instant receivedAt) {
    /** Offset of a revision that came along with a need. */
    public static final long FROM_A_NEED = -1;

    /** Oldest first. */
    static final Comparator<ResponseRow> BY_REVISION = Comparator.comparing(ResponseRow::updatedAt)
            .thenComparing(ResponseRow::attribution)
            .thenComparing(ResponseRow::kafkaOffset);
}
