package dev.touchline.alerting.health;

import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether PostgreSQL answered lately. A probe never waits for it: a database that hangs must not make an instance
 * unready that judges. Each probe asks anew in the background, at most once a second.
 */
@Singleton
public class DatabasePresence {
    private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - ASK_EVERY_NANOS);
    private volatile boolean answered;

    DatabasePresence(Database database) {
        this.database = database;
    }

    /** What was found last; false until asked once. */
    boolean answers() {
        long now = System.nanoTime();
        long before = askedAt.get();
        if (now - before >= ASK_EVERY_NANOS && askedAt.compareAndSet(before, now)) {
            Thread.ofVirtual().name("database-presence").start(this::ask);
        }
        return answered;
    }

    private void ask() {
        answered = database.migrated() && database.reachable();
    }
}
