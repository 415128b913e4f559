package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A need as it was last applied.
 *
 * @param itemId the item that it stands on; absent when it was withdrawn before anything stood
 * @param newestAt when its newest evidence was answered
 * @param flaggedAt when its first event was published; absent where the agent asked
 */
public record Need(
        UUID id,
        CaseKey key,
        @Nullable UUID itemId,
        Standing standing,
        Instant newestAt,
        Instant freshUntil,
        Reason reason,
        @Nullable Instant flaggedAt) {

    /** Whether alerting still holds the need. */
    public enum Standing {
        STANDING,
        WITHDRAWN
    }

    /** The last applied sequence number. */
    public long seq() {
        return reason.seq();
    }

    /** Whether the event, or a later one of this need, has taken effect already. */
    public boolean hasApplied(NeedEvent event) {
        return event.seq() <= seq();
    }

    boolean stands() {
        return standing == Standing.STANDING;
    }
}
