package dev.touchline.kit.outbox;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * For a service that has something to add when a row is published: a bean of this type sees each row right before it is
 * sent, and once the broker has it. A crash or a fault in between repeats both.
 */
public interface OutboxReview {
    /** The row to send: this one, or one that says the same. */
    OutboxRow beforePublish(OutboxRow row);

    /**
     * What follows from its being published, in the relay's transaction.
     *
     * @param row as it stood in the outbox
     * @param appendedAt the broker's time for the record
     */
    void acknowledged(Handle handle, OutboxRow row, Instant appendedAt);
}
