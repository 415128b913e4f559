package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Deletes the customers' words when Kafka does, but for those on items that stand in a queue, which keep them until
 * they are closed. What remains of a response then are its id, score and time as evidence, and its count on its day;
 * the counts go much later. Any number of instances may do so side by side.
 */
@Singleton
public class Forgetting {
    /** Most responses, or days of agents, that one transaction deletes. */
    static final int AT_ONCE = 500;

    private final Database database;
    private final QueueVersions versions;
    private final Clock clock;
    private final Duration after;
    private final Duration keepDays;
    private final Ticker ticker;

    Forgetting(Database database, QueueVersions versions, Clock clock, CoachingConfig config) {
        this.database = database;
        this.versions = versions;
        this.clock = clock;
        after = config.forgetAfter();
        keepDays = config.keepDayCounts();
        ticker = new Ticker("forgetting", config.forgetEvery(), this::forget);
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    /** Deletes all that is due, in bounded transactions. */
    void forget() {
        if (!database.migrated()) {
            return;
        }
        Instant now = clock.instant();
        int deleted;
        do {
            deleted = forgetSome(now.minus(after));
        } while (deleted == AT_ONCE);
        LocalDate from = TopicDays.kept(now, keepDays);
        do {
            deleted = database.jdbi().withHandle(handle -> TopicDays.delete(handle, from, AT_ONCE));
        } while (deleted == AT_ONCE);
    }

    private int forgetSome(Instant before) {
        int deleted = database.jdbi().inTransaction(handle -> {
            List<ResponseRef> gone = ResponseRows.deleteReceived(handle, before, AT_ONCE);
            // Who asks for erasure later is not known by these responses any more, and could not reach the sessions.
            ErasureStore.forgetInteractions(handle, gone);
            QueueCounters.bump(handle, ItemRows.teams(handle, EvidenceRows.itemsShowing(handle, gone)));
            return gone.size();
        });
        if (deleted > 0) {
            versions.nudge();
        }
        return deleted;
    }
}
