package dev.touchline.feedback.erasure;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes the customers' words and references out of responses that are too old; scores, times and ids stay, so figures
 * don't change. Goes forward through the times of receipt, so nothing is looked at twice.
 */
@Singleton
public class WordsExpiry {
    private static final Logger LOG = Logger.getLogger(WordsExpiry.class);
    /** What one transaction covers. */
    private static final Duration STEP = Duration.ofHours(1);

    private final Database database;
    private final Duration keep;
    private final long everyMs;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("words-expiry").unstarted(task));

    WordsExpiry(Database database, FeedbackConfig config) {
        this.database = database;
        this.keep = config.readModel().keepWords();
        this.everyMs = config.readModel().sweepEvery().toMillis();
        if (!keep.isPositive()) {
            throw new IllegalArgumentException(
                    "touchline.feedback.read-model.keep-words is " + keep + "; it must be longer than nothing");
        }
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(() -> Database.patiently(this::round), everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** What was received before has no words any more, neither those that are there nor those that come. */
    public Instant cutoff() {
        return Clock.systemUTC().instant().minus(keep);
    }

    private void round() {
        try {
            if (database.migrated()) {
                sweep(cutoff());
            }
        } catch (RuntimeException e) {
            LOG.warnf("Old words not swept, trying again later cause=%s", e.getMessage());
        }
    }

    /** Takes the words out of all that was received before, and returns of how many responses. */
    long sweep(Instant before) {
        long gone = 0;
        Step step;
        do {
            step = database.jdbi().inTransaction(handle -> step(handle, before));
            gone += step.gone();
        } while (step.more());
        if (gone > 0) {
            LOG.infof("Old words taken out responses=%d before=%s", gone, before);
        }
        return gone;
    }

    private record Step(long gone, boolean more) {}

    private static Step step(Handle handle, Instant before) {
        Instant from = until(handle);
        if (from == null || !from.isBefore(before)) {
            return new Step(0, false);
        }
        Instant to = from.plus(STEP).isBefore(before) ? from.plus(STEP) : before;
        ErasureGate.share(handle);
        long gone = handle.createUpdate("""
                        UPDATE response SET customer_ref = NULL, comment = NULL, interaction = NULL
                        WHERE received_at >= :from AND received_at < :to
                          AND (customer_ref IS NOT NULL OR comment IS NOT NULL OR interaction IS NOT NULL)
                        """).bind("from", from).bind("to", to).execute();
        handle.createUpdate("UPDATE words_swept SET until = :to").bind("to", to).execute();
        return new Step(gone, to.isBefore(before));
    }

    /** Where the sweep stands; null: another instance is at it. */
    private static @Nullable Instant until(Handle handle) {
        return handle.createQuery("SELECT until FROM words_swept FOR UPDATE SKIP LOCKED")
                .map((row, context) ->
                        row.getObject("until", OffsetDateTime.class).toInstant())
                .findOne()
                .orElse(null);
    }
}
