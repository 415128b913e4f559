package dev.touchline.kit.outbox;

import org.jdbi.v3.core.Handle;

/**
 * For a service whose messages go stale: a bean of this type sees each row once more right before it is published, and
 * once the broker has it. Both happen in the relay's transaction, under its lock.
 */
public interface OutboxReview {
    /** The row to publish, this one or a fresher one. */
    OutboxRow beforePublish(Handle handle, OutboxRow row);

    /** Throws when the acknowledgement came too late to be of use: the row is reviewed and published again. */
    void acknowledged(OutboxRow row);
}
