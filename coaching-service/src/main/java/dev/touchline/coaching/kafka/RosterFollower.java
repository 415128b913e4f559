package dev.touchline.coaching.kafka;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.store.Placement;
import dev.touchline.coaching.store.Ticker;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Moves open items along when their agent changes teams, be it by a new record or because a planned move is due. Looks
 * at who moved on every tick, and at everybody once a minute: a need may have been filed under the old team meanwhile.
 */
@Singleton
class RosterFollower {
    private static final Duration LOOK_AT_ALL_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final RosterView roster;
    private final Placement placement;
    private final Clock clock;
    private final Ticker ticker;
    private Map<String, String> placed = Map.of();
    private Instant lookedAtAll = Instant.MIN;

    RosterFollower(Database database, RosterView roster, Placement placement, Clock clock, CoachingConfig config) {
        this.database = database;
        this.roster = roster;
        this.placement = placement;
        this.clock = clock;
        ticker = new Ticker("roster-follower", config.tick(), this::follow);
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    private void follow() {
        if (!database.migrated() || !roster.loaded()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, String> current = roster.teams();
        Map<String, String> moved = new HashMap<>(current);
        boolean all = lookedAtAll.plus(LOOK_AT_ALL_EVERY).isBefore(now);
        if (!all) {
            moved.entrySet().removeAll(placed.entrySet());
        }
        if (!moved.isEmpty()) {
            placement.move(moved);
        }
        placed = current;
        lookedAtAll = all ? now : lookedAtAll;
    }
}
