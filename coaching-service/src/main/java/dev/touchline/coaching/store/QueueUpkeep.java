package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Gives lapsed claims back, closes what went stale, lets go what was held back for a day and keeps the gauges of the
 * queue. Any number of instances may do so side by side.
 */
@Singleton
class QueueUpkeep {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final ItemClock items;
    private final ItemReader reader;
    private final Counter lapses;
    private final Counter expiries;
    private final AtomicLong open;
    private final AtomicLong claimed;
    private final Ticker lapseTicker;
    private final Ticker expireTicker;
    private final Ticker shareTicker;
    private final Ticker countTicker;

    QueueUpkeep(Database database, ItemClock items, ItemReader reader, MeterRegistry metrics, CoachingConfig config) {
        this.database = database;
        this.items = items;
        this.reader = reader;
        lapses = metrics.counter("touchline.claims.lapsed");
        expiries = metrics.counter("touchline.items.expired");
        open = gauge(metrics, "open");
        claimed = gauge(metrics, "claimed");
        lapseTicker = new Ticker("lapse", config.tick(), this::lapse);
        expireTicker = new Ticker("expire", config.expireEvery(), this::expire);
        shareTicker = new Ticker("fair-share", config.expireEvery(), this::share);
        countTicker = new Ticker("queue-gauges", COUNT_EVERY, this::count);
    }

    void start(@Observes StartupEvent event) {
        lapseTicker.start();
        expireTicker.start();
        shareTicker.start();
        countTicker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        lapseTicker.close();
        expireTicker.close();
        shareTicker.close();
        countTicker.close();
    }

    void lapse() {
        all(items::lapse, lapses::increment);
    }

    private void expire() {
        all(items::expire, expiries::increment);
    }

    private void share() {
        all(items::letGo, _ -> {});
        all(items::holdBack, _ -> {});
    }

    /** All that is due, however much it became while nobody could look. */
    private void all(IntSupplier step, IntConsumer told) {
        if (!database.migrated()) {
            return;
        }
        int moved;
        do {
            moved = step.getAsInt();
            told.accept(moved);
        } while (moved == ItemClock.AT_ONCE);
    }

    private void count() {
        if (database.migrated()) {
            Map<String, Long> standing = reader.standing();
            open.set(standing.getOrDefault("open", 0L));
            claimed.set(standing.getOrDefault("claimed", 0L));
        }
    }

    private static AtomicLong gauge(MeterRegistry metrics, String state) {
        AtomicLong value = new AtomicLong();
        metrics.gauge("touchline.queue.items", Tags.of("state", state), value);
        return value;
    }
}
