package dev.touchline.coaching.webhook;

import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.coaching.kafka.RosterView;
import dev.touchline.coaching.store.Deliveries;
import dev.touchline.coaching.store.Deliveries.Backlog;
import dev.touchline.coaching.store.Ticker;
import dev.touchline.coaching.store.Webhooks;
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
import java.util.function.IntSupplier;

/** Counts deliveries, says how many wait and for how long, ends what waited, or ended, long ago, and seals secrets. */
@Singleton
class WebhookMetrics {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final RosterView roster;
    private final WebhookConfig config;
    private final Clock clock;
    private final Counter delivered;
    private final Counter failed;
    private final Counter dead;
    private final Counter disabled;
    private final Ticker counting;
    private final Ticker sweeping;
    private volatile Backlog backlog = new Backlog(0, null);

    WebhookMetrics(
            Database database,
            Deliveries deliveries,
            Webhooks webhooks,
            RosterView roster,
            WebhookConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.webhooks = webhooks;
        this.roster = roster;
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

    /** Gives up and deletes all that is due, in bounded transactions. */
    void sweep() {
        if (!database.migrated()) {
            return;
        }
        // Half a roster would take every team from somebody.
        if (roster.loaded()) {
            disabled.increment(webhooks.endOrphans(roster::supervises));
        }
        webhooks.sealAll();
        deliveries.giveUpStray();
        dead.increment(all(() -> deliveries.giveUpOverdue(config.disableAfter())));
        all(() -> deliveries.forget("delivered", config.keepDelivered()));
        all(() -> deliveries.forget("dead", config.keepDead()));
    }

    private static int all(IntSupplier some) {
        int all = 0;
        int done;
        do {
            done = some.getAsInt();
            all += done;
        } while (done == Deliveries.AT_ONCE);
        return all;
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
