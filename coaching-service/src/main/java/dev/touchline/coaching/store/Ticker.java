package dev.touchline.coaching.store;

import dev.touchline.kit.store.Database;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does something again and again on a thread of its own, whatever became of the last time. */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final String name;
    private final Duration every;
    private final Runnable work;
    private final ScheduledExecutorService thread;

    public Ticker(String name, Duration every, Runnable work) {
        this.name = name;
        this.every = every;
        this.work = work;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::once, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void once() {
        try {
            Database.patiently(work);
        } catch (RuntimeException | Error e) {
            // What leaves here would end the schedule without a word.
            if (Database.isTransient(e)) {
                LOG.debugf("Database away, trying again at the next tick name=%s", name);
            } else {
                LOG.errorf(e, "Tick failed name=%s", name);
            }
        }
    }
}
