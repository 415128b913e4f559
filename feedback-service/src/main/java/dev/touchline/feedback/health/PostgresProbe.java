package dev.touchline.feedback.health;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks PostgreSQL in the background whether it is there: it is not needed to be ready, so a health request must not
 * wait for it.
 */
@Singleton
public class PostgresProbe {
    private final Database database;
    private final long everyMs;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("postgres-probe").unstarted(task));
    private volatile boolean answers;

    PostgresProbe(Database database, FeedbackConfig config) {
        this.database = database;
        this.everyMs = config.probeEvery().toMillis();
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(() -> answers = asked(), 0, everyMs, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Whether PostgreSQL answered the last time it was asked. */
    boolean answers() {
        return answers;
    }

    /** Never throws, or it would never be asked again. */
    private boolean asked() {
        try {
            return database.reachable();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
