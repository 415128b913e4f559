package dev.touchline.coaching.webhook;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.coaching.core.webhook.Answer;
import dev.touchline.coaching.core.webhook.RetryPlan;
import dev.touchline.coaching.store.Deliveries;
import dev.touchline.coaching.store.Deliveries.After;
import dev.touchline.coaching.store.Deliveries.Failure;
import dev.touchline.coaching.store.Deliveries.Taken;
import dev.touchline.coaching.store.WebhookSecrets;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.secret.SecretBox.Unreadable;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, some messages at a time and few to the same receiver, and writes down what came of it. Any number
 * of instances do so side by side. Who is killed between the two leaves a message that another sends once more, with
 * the same id.
 */
@Singleton
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Database database;
    private final Deliveries deliveries;
    private final WebhookConfig config;
    private final WebhookMetrics metrics;
    private final WebhookSecrets secrets;
    private final Clock clock;
    private final RetryPlan plan;
    private final Sender sender;
    private final Semaphore nudges = new Semaphore(0);
    private final Semaphore slots;
    private final Map<UUID, Integer> busy = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private volatile boolean stopping;

    Dispatcher(
            Database database,
            Deliveries deliveries,
            Receivers receivers,
            Vertx vertx,
            WebhookConfig config,
            WebhookMetrics metrics,
            WebhookSecrets secrets,
            Clock clock) {
        this.database = database;
        this.deliveries = deliveries;
        this.config = config;
        this.metrics = metrics;
        this.secrets = secrets;
        this.clock = clock;
        plan = new RetryPlan(config.retries(), () -> ThreadLocalRandom.current().nextDouble());
        sender = new Sender(vertx, new HttpClientOptions(), receivers, config.timeout(), clock);
        slots = new Semaphore(config.atOnce());
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("webhooks").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        nudges.release();
        senders.shutdownNow();
        sender.close();
    }

    /** Something is due; without it, it is found at the next look. */
    public void nudge() {
        nudges.release();
    }

    /** The id that a receiver sees, in the header webhook-id. */
    public static String messageId(UUID deliveryId, @Nullable UUID itemId, long itemVersion) {
        return Message.id(deliveryId, itemId, itemVersion);
    }

    private void run() {
        try {
            while (!stopping) {
                if (nudges.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
                if (database.migrated()) {
                    round();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        int free = slots.availablePermits();
        if (free == 0) {
            return;
        }
        try {
            List<Taken> taken = deliveries.take(free, config.atOnceEach(), Map.copyOf(busy), config.lease());
            taken.forEach(this::launch);
        } catch (RuntimeException | Error e) {
            // What leaves here would end the thread, and nothing would be sent any more.
            if (Database.isTransient(e)) {
                LOG.debug("Database away, webhooks wait");
            } else {
                LOG.errorf(e, "Webhooks not looked for, trying again cause=%s", RootCause.of(e));
            }
        }
    }

    private void launch(Taken taken) {
        slots.acquireUninterruptibly();
        busy.merge(taken.webhookId(), 1, Integer::sum);
        senders.execute(() -> {
            try {
                attempt(taken);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // What is not written down is sent again when its lease is over.
                LOG.warnf("Webhook attempt not recorded webhook=%s cause=%s", taken.webhookId(), RootCause.of(e));
            } finally {
                busy.computeIfPresent(taken.webhookId(), (_, count) -> count == 1 ? null : count - 1);
                slots.release();
                nudge();
            }
        });
    }

    private void attempt(Taken taken) throws InterruptedException {
        Instant began = clock.instant();
        Message message = Message.of(taken, config.link());
        Answer answer = send(taken, message, began);
        Failpoint.hit("after-webhook-send");
        long millis = Duration.between(began, clock.instant()).toMillis();
        switch (answer) {
            case Answer.Taken(int status) -> {
                if (deliveries.delivered(taken, json(began, millis, status, null))) {
                    metrics.delivered();
                }
            }
            case Answer.Refused refused ->
                failed(taken, refused, json(began, millis, refused.status(), "answered " + refused.status()));
            case Answer.Silence(String why) -> failed(taken, answer, json(began, millis, null, why));
            case Answer.Forbidden(String why) -> failed(taken, answer, json(began, millis, null, why));
        }
    }

    private Answer send(Taken taken, Message message, Instant began) throws InterruptedException {
        List<String> opened = new ArrayList<>();
        try {
            opened.add(secrets.open(taken.webhookId(), taken.secret()));
            if (taken.oldSecret() != null) {
                opened.add(secrets.open(taken.webhookId(), taken.oldSecret()));
            }
        } catch (Unreadable e) {
            return new Answer.Forbidden("its secret can't be read: " + e.getMessage());
        }
        return sender.send(taken.url(), message, message.headers(began, opened.stream()));
    }

    private void failed(Taken taken, Answer answer, String attempt) {
        boolean gone = answer instanceof Answer.Refused refused && refused.isGone();
        @Nullable
        Instant nextAt = gone
                ? null
                : plan.after(taken.attempt(), answer)
                        .map(wait -> clock.instant().plus(wait))
                        .orElse(null);
        Failure failure = new Failure(nextAt, plan.rest(taken.failures() + 1, answer), gone);
        After after = deliveries.failed(taken, failure, attempt, config.disableAfter());
        metrics.failed();
        if (after.counted() && nextAt == null) {
            metrics.dead();
        }
        if (after.disabledWhy() != null) {
            metrics.disabled();
            LOG.warnf("Webhook disabled webhook=%s why=\"%s\"", taken.webhookId(), after.disabledWhy());
        }
    }

    private static String json(Instant at, long millis, @Nullable Integer status, @Nullable String error) {
        ObjectNode attempt = JSON.createObjectNode().put("at", at.toString()).put("millis", millis);
        if (status != null) {
            attempt.put("status", status);
        }
        if (error != null) {
            attempt.put("error", error);
        }
        return attempt.toString();
    }
}
