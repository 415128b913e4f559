package dev.touchline.feedback.store;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets go of what has been in quarantine too long. Words go first and ids stay, so that what Kafka still holds does not
 * come back as something new; later the ids go too.
 */
@Singleton
public class QuarantineExpiry {
    private static final Logger LOG = Logger.getLogger(QuarantineExpiry.class);
    private static final int BATCH = 500;
    /** Longer than Kafka keeps anything about a response. */
    private static final Duration IDS = Duration.ofDays(35);

    private final Database database;
    private final Duration retention;
    private final long everyMs;
    private final Counter expired;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("quarantine-expiry").unstarted(task));

    QuarantineExpiry(Database database, FeedbackConfig config, MeterRegistry metrics) {
        this.database = database;
        this.retention = config.quarantineRetention();
        this.everyMs = config.quarantineSweepEvery().toMillis();
        this.expired = metrics.counter("touchline.quarantine.expired");
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(() -> Database.patiently(this::round), everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void round() {
        try {
            if (database.migrated()) {
                sweep(Clock.systemUTC().instant());
            }
        } catch (RuntimeException e) {
            LOG.warnf("Quarantine not swept, trying again later cause=%s", e.getMessage());
        }
    }

    /** Lets go of everything that is too old at that time, and returns how many still waited. */
    public long sweep(Instant now) {
        long gone = 0;
        Batch batch;
        do {
            batch = forgetWords(now);
            gone += batch.waited();
        } while (batch.size() == BATCH);
        expired.increment(gone);
        while (forgetIds(now) == BATCH) {
            LOG.debug("More ids to forget");
        }
        return gone;
    }

    private record Batch(int size, long waited) {}

    /** Uses quarantine_words. */
    private Batch forgetWords(Instant now) {
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("""
                        WITH old AS (
                            SELECT event_id, state FROM quarantine
                            WHERE received_at < :before
                              AND (body IS NOT NULL OR payload IS NOT NULL OR state IN ('parked', 'quarantined'))
                            ORDER BY received_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        ), swept AS (
                            UPDATE quarantine SET body = NULL, payload = NULL, headers = NULL,
                                settled_at = coalesce(quarantine.settled_at, :now),
                                state = CASE WHEN quarantine.state IN ('parked', 'quarantined') THEN 'expired'
                                    ELSE quarantine.state END
                            FROM old WHERE quarantine.event_id = old.event_id
                            RETURNING old.state
                        )
                        SELECT count(*) AS size, count(*) FILTER (WHERE state IN ('parked', 'quarantined')) AS waited
                        FROM swept
                        """)
                        .bind("before", now.minus(retention))
                        .bind("now", now)
                        .bind("limit", BATCH)
                        .map((row, context) -> new Batch(row.getInt("size"), row.getLong("waited")))
                        .one());
    }

    private int forgetIds(Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("""
                        DELETE FROM quarantine WHERE event_id IN (
                            SELECT event_id FROM quarantine WHERE received_at < :before
                              AND state NOT IN ('parked', 'quarantined')
                            ORDER BY received_at LIMIT :limit)
                        """)
                        .bind("before", now.minus(retention).minus(IDS))
                        .bind("limit", BATCH)
                        .execute());
    }
}
