package dev.touchline.kit.outbox;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Appends to the outbox inside the caller's transaction, so that change and message happen together or not at all. */
public final class Outbox {
    private static final String INSERT = """
            INSERT INTO outbox (kafka_topic, record_key, event_id, type, payload)
            VALUES (:topic, :key, :eventId, :type, :payload)
            """;

    private Outbox() {}

    public static void append(Handle handle, OutboxRow row) {
        append(handle, List.of(row));
    }

    /** Appends all, in this order, in one go. */
    public static void append(Handle handle, Collection<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
            for (OutboxRow row : rows) {
                batch.bind("topic", row.kafkaTopic())
                        .bind("key", row.key())
                        .bind("eventId", row.eventId())
                        .bind("type", row.type())
                        .bind("payload", row.payload())
                        .add();
            }
            batch.execute();
        }
    }
}
