package dev.touchline.coaching.webhook;

import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.coaching.store.Deliveries;
import dev.touchline.coaching.store.Deliveries.Backlog;
import dev.touchline.coaching.store.Ticker;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Counts deliveries, says how many wait and for how long, and deletes what ended long ago. */
@Singleton
class WebhookMetrics {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final Deliveries deliveries;
    private final WebhookConfig config;
    private final Clock clock;
    private final Counter delivered;
    private final Counter failed;
    private final Counter dead;
    private final Counter disabled;
    private final Ticker counting;
    private final Ticker sweeping;
    private volatile Backlog backlog = new Backlog(0, null);

    WebhookMetrics(Database database, Deliveries deliveries, WebhookConfig config, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
        delivered = metrics.counter("touchline.webhooks.delivered");
        failed = metrics.counter("touchline.webhooks.failed");
        dead = metrics.counter("touchline.webhooks.dead");
        disabled = metrics.counter("touchline.webhooks.disabled");
        metrics.gauge("touchline.webhooks.waiting", this, me -> me.backlog.waiting());
        TimeGauge.builder("touchline.webhooks.oldest", this, TimeUnit.MILLISECONDS, WebhookMetrics::age)
                .description("Since when the oldest message that waits has been waiting")
                .register(metrics);
        counting = new Ticker("webhook-gauges", COUNT_EVERY, this::count);
        sweeping = new Ticker("webhook-sweep", config.sweepEvery(), this::sweep);
    }

    void start(@Observes StartupEvent event) {
        counting.start();
        sweeping.start();
    }

    void stop(@Observes ShutdownEvent event) {
        counting.close();
        sweeping.close();
    }

    void delivered() {
        delivered.increment();
    }

    void failed() {
        failed.increment();
    }

    void dead() {
        dead.increment();
    }

    void disabled() {
        disabled.increment();
    }

    /** Deletes all that is due, in bounded transactions. */
    void sweep() {
        if (!database.migrated()) {
            return;
        }
        deliveries.giveUpStray();
        forget("delivered", config.keepDelivered());
        forget("dead", config.keepDead());
    }

    private void forget(String state, Duration after) {
        int forgotten;
        do {
            forgotten = deliveries.forget(state, after);
        } while (forgotten == Deliveries.AT_ONCE);
    }

    private void count() {
        if (database.migrated()) {
            backlog = deliveries.backlog();
        }
    }

    private double age() {
        Instant oldest = backlog.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis();
    }
}
