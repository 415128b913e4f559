package dev.touchline.alerting.health;

import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether PostgreSQL answers at once. A probe waits for it a moment only: a database that hangs must not make an
 * instance unready that judges.
 */
@Singleton
public class DatabasePresence {
    private static final long PATIENCE_MS = 400;

    private final Database database;

    DatabasePresence(Database database) {
        this.database = database;
    }

    boolean answers() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("database-presence")
                .start(() -> answer.complete(database.migrated() && database.reachable()));
        return answer.completeOnTimeout(false, PATIENCE_MS, TimeUnit.MILLISECONDS)
                .join();
    }
}
