package dev.touchline.coaching.store;

import dev.touchline.coaching.core.webhook.EventType;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code webhook_delivery} for those who send. One instance takes a message up at a time: it says until when, and
 * after that another may. What it learns is written only while nobody else has taken it up since.
 */
@Singleton
public class Deliveries {
    /** Most rows that one transaction deletes. */
    public static final int AT_ONCE = 500;

    /** Attempts that are remembered of a message. */
    private static final int REMEMBERED = 20;

    private final Database database;
    private final Clock clock;

    Deliveries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A message that this instance is to send now.
     *
     * @param itemId absent for a trial
     * @param data what the message is about, as JSON
     * @param attempt which one this is, from 1
     * @param failures of the subscription, one after the other, before this
     * @param secret as it is stored, see {@link WebhookSecrets}
     * @param oldSecret likewise; absent once it does not count any more
     */
    public record Taken(
            UUID id,
            UUID webhookId,
            @Nullable UUID itemId,
            long itemVersion,
            String type,
            Instant occurredAt,
            String data,
            int attempt,
            String url,
            String secret,
            @Nullable String oldSecret,
            int failures) {}

    /**
     * What came of an attempt.
     *
     * @param status absent where nobody answered
     * @param error absent when it got through
     */
    public record Attempt(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error) {}

    /**
     * What follows from a failure.
     *
     * @param nextAt when it is tried again; absent: it is given up
     * @param rest how long nothing is sent to this receiver
     * @param gone the receiver wants nothing more
     */
    public record Failure(@Nullable Instant nextAt, Duration rest, boolean gone) {}

    /** What became of a subscription with a failure; {@code disabledWhy} is absent while it goes on. */
    public record After(boolean counted, @Nullable String disabledWhy) {}

    /**
     * Takes up messages that are due, some of each subscription, in no order among these (webhook_delivery_due).
     *
     * @param each how many of a subscription may be under way at a time
     * @param busy how many are under way already
     */
    public List<Taken> take(int most, int each, Map<UUID, Integer> busy, Duration lease) {
        Instant now = now();
        List<UUID> ids = List.copyOf(busy.keySet());
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("""
                        WITH due AS (
                            SELECT d.id FROM (SELECT webhook.id, :each - COALESCE(busy.busy, 0) AS free
                                FROM webhook LEFT JOIN unnest(:busy, :count) AS busy (id, busy) ON busy.id = webhook.id
                                WHERE enabled AND (held_until IS NULL OR held_until <= :now)
                                    AND COALESCE(busy.busy, 0) < :each
                                ORDER BY random()) w
                            CROSS JOIN LATERAL (
                                SELECT id FROM webhook_delivery
                                WHERE webhook_id = w.id AND state = 'pending' AND due_at <= :now
                                ORDER BY due_at, id LIMIT w.free FOR NO KEY UPDATE SKIP LOCKED) d
                            LIMIT :most)
                        UPDATE webhook_delivery d SET attempt = d.attempt + 1, due_at = :until
                        FROM due, webhook w
                        WHERE d.id = due.id AND w.id = d.webhook_id
                        RETURNING d.id, d.webhook_id, d.item_id, d.item_version, d.type, d.occurred_at, d.data, d.attempt,
                            w.url, w.secret, CASE WHEN w.old_secret_until > :now THEN w.old_secret END AS old_secret,
                            w.failures
                        """)
                        .bind("now", now)
                        .bind("until", now.plus(lease))
                        .bind("each", each)
                        .bind("most", most)
                        .bindArray("busy", UUID.class, ids)
                        .bindArray(
                                "count",
                                Integer.class,
                                ids.stream().map(busy::get).toList())
                        .map((row, _) -> taken(row))
                        .list());
    }

    /** It got through; false when somebody else has taken it up since, or it is gone. */
    public boolean delivered(Taken taken, String attempt) {
        return database.jdbi().inTransaction(handle -> {
            handle.createUpdate("""
                            UPDATE webhook SET failures = 0, failing_since = NULL, held_until = NULL
                            WHERE id = :id AND failures > 0
                            """).bind("id", taken.webhookId()).execute();
            return end(handle, taken, "delivered", now(), attempt);
        });
    }

    /** It did not get through. Locks the subscription before the message, as everybody does. */
    public After failed(Taken taken, Failure failure, String attempt, Duration patience) {
        Instant now = now();
        return database.jdbi().inTransaction(handle -> {
            Optional<Instant> since = fail(handle, taken.webhookId(), now, failure.rest());
            boolean counted = failure.nextAt() == null
                    ? end(handle, taken, "dead", now, attempt)
                    : again(handle, taken, failure.nextAt(), attempt);
            String why = failure.gone()
                    ? "The receiver answered 410 Gone"
                    : since.filter(at -> !at.plus(patience).isAfter(now))
                            .map(at -> "Nothing has got through since " + at.truncatedTo(ChronoUnit.SECONDS))
                            .orElse(null);
            boolean disabled = why != null && Webhooks.disable(handle, taken.webhookId(), why, now);
            return new After(counted, disabled ? why : null);
        });
    }

    /**
     * Makes a trial message; one at a time.
     *
     * @return empty when one is on its way
     */
    public Optional<UUID> ping(UUID webhookId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        INSERT INTO webhook_delivery (webhook_id, type, occurred_at, data, state, due_at, attempt, attempts)
                        SELECT :webhook, :ping, n.now, json_build_object('webhookId', :webhook), 'pending', n.now, 0, '[]'
                        FROM (SELECT CAST(:now AS timestamptz) AS now) n
                        WHERE NOT EXISTS (SELECT FROM webhook_delivery
                            WHERE webhook_id = :webhook AND state = 'pending' AND type = :ping)
                        RETURNING id
                        """)
                        .bind("webhook", webhookId)
                        .bind("ping", EventType.PING)
                        .bind("now", now())
                        .mapTo(UUID.class)
                        .findOne());
    }

    /** How much waits, and since when the oldest of it; over all instances. */
    public record Backlog(long waiting, @Nullable Instant oldest) {}

    public Backlog backlog() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) AS waiting, min(occurred_at) AS oldest FROM webhook_delivery"
                                        + " WHERE state = 'pending'")
                        .map((row, _) -> new Backlog(row.getLong("waiting"), Sql.instantOrNull(row, "oldest")))
                        .one());
    }

    /** Deletes some of what ended long ago and tells how many (webhook_delivery_ended). */
    public int forget(String state, Duration after) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("""
                        DELETE FROM webhook_delivery WHERE id = ANY (ARRAY(
                            SELECT id FROM webhook_delivery WHERE state = :state AND state <> 'pending' AND ended_at < :before
                            LIMIT :limit FOR UPDATE SKIP LOCKED))
                        """)
                        .bind("state", state)
                        .bind("before", now().minus(after))
                        .bind("limit", AT_ONCE)
                        .execute());
    }

    /** Gives up what was written while its subscription was being disabled or deleted (webhook_delivery_due). */
    public int giveUpStray() {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createUpdate("""
                        UPDATE webhook_delivery d SET state = 'dead', ended_at = :now
                        WHERE d.state = 'pending' AND NOT EXISTS (SELECT FROM webhook w WHERE w.id = d.webhook_id AND w.enabled)
                        """).bind("now", now()).execute());
    }

    /**
     * Gives up some of what has been due for so long without anybody coming to it, since its receiver is slower than
     * what it is told (webhook_delivery_due), and tells how many. What is redriven is due anew.
     */
    public int giveUpOverdue(Duration after) {
        Instant now = now();
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("""
                        UPDATE webhook_delivery SET state = 'dead', ended_at = :now WHERE id = ANY (ARRAY(
                            SELECT id FROM webhook_delivery WHERE state = 'pending' AND due_at < :before
                            LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED))
                        """)
                        .bind("now", now)
                        .bind("before", now.minus(after))
                        .bind("limit", AT_ONCE)
                        .execute());
    }

    private static Optional<Instant> fail(Handle handle, UUID webhookId, Instant now, Duration rest) {
        return handle.createQuery("""
                        UPDATE webhook SET failures = failures + 1, failing_since = COALESCE(failing_since, :now),
                            held_until = CASE WHEN CAST(:held AS timestamptz) > :now THEN GREATEST(held_until, :held) ELSE held_until END
                        WHERE id = :id RETURNING failing_since
                        """)
                .bind("id", webhookId)
                .bind("now", now)
                .bind("held", now.plus(rest))
                .map((row, _) -> Sql.instant(row, "failing_since"))
                .findOne();
    }

    private static boolean end(Handle handle, Taken taken, String state, Instant now, String attempt) {
        return write(handle, taken, "state = '" + state + "', ended_at = :time", now, attempt);
    }

    private static boolean again(Handle handle, Taken taken, Instant at, String attempt) {
        return write(handle, taken, "due_at = :time", at, attempt);
    }

    /** Only while nobody has taken it up since: the number of the attempt says so. */
    private static boolean write(Handle handle, Taken taken, String what, Instant time, String attempt) {
        return handle.createUpdate("""
                                UPDATE webhook_delivery SET %s, attempts = CASE WHEN jsonb_array_length(attempts) < %d
                                    THEN attempts ELSE attempts - 0 END || CAST(:attempt AS jsonb)
                                WHERE id = :id AND state = 'pending' AND attempt = :number
                                """.formatted(what, REMEMBERED))
                        .bind("id", taken.id())
                        .bind("number", taken.attempt())
                        .bind("time", time)
                        .bind("attempt", attempt)
                        .execute()
                > 0;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getObject("item_id", UUID.class),
                row.getLong("item_version"),
                row.getString("type"),
                Sql.instant(row, "occurred_at"),
                row.getString("data"),
                row.getInt("attempt"),
                row.getString("url"),
                row.getString("secret"),
                row.getString("old_secret"),
                row.getInt("failures"));
    }
}
