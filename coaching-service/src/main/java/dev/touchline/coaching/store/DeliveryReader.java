package dev.touchline.coaching.store;

import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook_delivery} for people: what was sent with what success, and to send again what was given up. */
@Singleton
public class DeliveryReader {
    /** Most messages that are sent again by one request. */
    public static final int MOST_AT_ONCE = 10_000;

    private final Database database;
    private final Clock clock;

    DeliveryReader(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A message and how it fares.
     *
     * @param attempts the last attempts as JSON, newest last
     * @param nextAt when it is due; absent once it has ended
     */
    public record Delivery(
            UUID id,
            @Nullable UUID itemId,
            long itemVersion,
            String type,
            Instant occurredAt,
            String state,
            int attempt,
            String attempts,
            @Nullable Instant nextAt,
            @Nullable Instant endedAt) {}

    /** Newest first (webhook_delivery_list). */
    public List<Delivery> list(UUID webhookId, List<String> states, UUID before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT id, item_id, item_version, type, occurred_at, state, attempt, attempts, due_at, ended_at
                        FROM webhook_delivery
                        WHERE webhook_id = :webhook AND id < :before AND state = ANY (:states)
                        ORDER BY id DESC LIMIT :limit
                        """)
                        .bind("webhook", webhookId)
                        .bind("before", before)
                        .bindArray("states", String.class, states)
                        .bind("limit", limit)
                        .map((row, _) -> delivery(row))
                        .list());
    }

    /** The state of a message; empty when the subscription has no such one. */
    public Optional<String> state(UUID webhookId, UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT state FROM webhook_delivery WHERE id = :id AND webhook_id = :webhook")
                        .bind("id", id)
                        .bind("webhook", webhookId)
                        .mapTo(String.class)
                        .findOne());
    }

    /**
     * Begins anew with messages that were given up, the oldest first.
     *
     * @param id one of them; absent: all
     * @return how many
     */
    public int redrive(UUID webhookId, @Nullable UUID id) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("""
                        UPDATE webhook_delivery SET state = 'pending', ended_at = NULL, attempt = 0, due_at = :now
                        WHERE id = ANY (ARRAY(SELECT id FROM webhook_delivery
                            WHERE webhook_id = :webhook AND state = 'dead' AND (CAST(:id AS uuid) IS NULL OR id = CAST(:id AS uuid))
                            ORDER BY id LIMIT :limit FOR NO KEY UPDATE))
                        """)
                        .bind("webhook", webhookId)
                        .bind("id", id)
                        .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .bind("limit", MOST_AT_ONCE)
                        .execute());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        Instant endedAt = Sql.instantOrNull(row, "ended_at");
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("item_id", UUID.class),
                row.getLong("item_version"),
                row.getString("type"),
                Sql.instant(row, "occurred_at"),
                row.getString("state"),
                row.getInt("attempt"),
                row.getString("attempts"),
                endedAt == null ? Sql.instant(row, "due_at") : null,
                endedAt);
    }
}
