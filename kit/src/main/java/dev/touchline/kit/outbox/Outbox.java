package dev.touchline.kit.outbox;

import org.jdbi.v3.core.Handle;

/** Appends to the outbox inside the caller's transaction, so that change and message happen together or not at all. */
public final class Outbox {
    private Outbox() {}

    public static void append(Handle handle, OutboxRow row) {
        handle.createUpdate("""
                        INSERT INTO outbox (kafka_topic, record_key, event_id, type, payload)
                        VALUES (:topic, :key, :eventId, :type, :payload)
                        """)
                .bind("topic", row.kafkaTopic())
                .bind("key", row.key())
                .bind("eventId", row.eventId())
                .bind("type", row.type())
                .bind("payload", row.payload())
                .execute();
    }
}
