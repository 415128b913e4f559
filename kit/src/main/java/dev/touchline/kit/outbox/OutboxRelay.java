package dev.touchline.kit.outbox;

import dev.touchline.kit.Failpoint;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in the order of its ids and deletes what the broker has acknowledged. One relay at a time per
 * database (an advisory lock), so the order per key holds over any number of instances; a crash between acknowledgement
 * and delete repeats records with the same event ids.
 */
@Singleton
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final long LOOK_EVERY_MS = 500;
    /** Any number that no other advisory lock of the database uses. */
    private static final long LOCK = 0x70756268L;

    private final Database database;
    private final KafkaClients clients;
    private final boolean enabled;
    private final Duration rest;
    private final List<OutboxReview> reviews;
    private final Semaphore nudges = new Semaphore(0);
    /** {@link System#nanoTime} when the oldest row was written; null when there was none at the last look. */
    private volatile @Nullable Long oldestSince;

    private volatile boolean stopping;

    OutboxRelay(
            Database database,
            KafkaClients clients,
            MeterRegistry metrics,
            @Any Instance<OutboxReview> reviews,
            @ConfigProperty(name = "touchline.outbox.enabled") boolean enabled,
            @ConfigProperty(name = "touchline.outbox.rest") Duration rest) {
        this.database = database;
        this.clients = clients;
        this.enabled = enabled;
        this.rest = rest;
        this.reviews = reviews.stream().toList();
        if (enabled) {
            TimeGauge.builder("touchline.outbox.lag", this, TimeUnit.NANOSECONDS, OutboxRelay::lag)
                    .description("Age of the oldest row that is not published yet")
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            Thread.ofPlatform().daemon().name("outbox").start(() -> Database.patiently(this::run));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        nudge();
    }

    /** Call it after the commit of a transaction that appended; without it rows leave within half a second. */
    public void nudge() {
        nudges.release();
    }

    private void run() {
        try {
            while (!stopping) {
                relay();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A producer can't even be made while no bootstrap name resolves; then this tries again. */
    private void relay() throws InterruptedException {
        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of("delivery.timeout.ms", 30_000))) {
            while (!stopping) {
                if (nudges.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
                drain(producer);
                // What is written meanwhile leaves together: each round costs a transaction and a request or two.
                TimeUnit.NANOSECONDS.sleep(rest.toNanos());
            }
        } catch (KafkaException e) {
            LOG.warnf("Outbox relay starts again cause=%s", RootCause.of(e));
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    private void drain(KafkaProducer<String, byte[]> producer) throws InterruptedException {
        if (!database.migrated()) {
            return;
        }
        try {
            while (!stopping && publishSome(producer) == BATCH) {
                LOG.debug("Outbox has more than one batch");
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warnf("Outbox not published, trying again cause=%s", RootCause.of(e));
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    private int publishSome(KafkaProducer<String, byte[]> producer) throws Exception {
        return database.jdbi().inTransaction(handle -> {
            oldestSince = oldestSince(handle);
            if (!lock(handle)) {
                return 0;
            }
            List<Pending> pending = oldest(handle);
            if (pending.isEmpty()) {
                return 0;
            }
            publish(handle, producer, pending);
            Failpoint.hit("after-outbox-publish");
            handle.createUpdate("DELETE FROM outbox WHERE id = ANY(:ids)")
                    .bindArray(
                            "ids", Long.class, pending.stream().map(Pending::id).toList())
                    .execute();
            return pending.size();
        });
    }

    /** Goes on growing while the relay waits for Kafka or the database. */
    private double lag() {
        Long since = oldestSince;
        return since == null ? 0 : System.nanoTime() - since;
    }

    /** Reads one entry of the primary key; instances that don't hold the lock tell the lag too. */
    private static @Nullable Long oldestSince(Handle handle) {
        return handle.createQuery("""
                        SELECT extract(epoch FROM clock_timestamp() - created_at)
                        FROM outbox ORDER BY id LIMIT 1
                        """)
                .mapTo(Double.class)
                .findOne()
                .map(seconds -> System.nanoTime() - (long) (seconds * 1e9))
                .orElse(null);
    }

    private static boolean lock(Handle handle) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Pending> oldest(Handle handle) {
        return handle.createQuery("""
                        SELECT id, kafka_topic, record_key, event_id, type, payload, created_at
                        FROM outbox ORDER BY id LIMIT :batch
                        """)
                .bind("batch", BATCH)
                .map((rs, context) -> new Pending(
                        rs.getLong("id"),
                        new OutboxRow(
                                rs.getString("kafka_topic"),
                                rs.getString("record_key"),
                                rs.getObject("event_id", UUID.class),
                                rs.getString("type"),
                                rs.getBytes("payload")),
                        rs.getTimestamp("created_at").toInstant()))
                .list();
    }

    private void publish(Handle handle, KafkaProducer<String, byte[]> producer, List<Pending> pending)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(pending.size());
        for (Pending each : pending) {
            sent.add(producer.send(toRecord(each, reviewed(each.row()))));
        }
        producer.flush();
        for (int i = 0; i < sent.size(); i++) {
            OutboxRow row = pending.get(i).row();
            Instant appendedAt = Instant.ofEpochMilli(sent.get(i).get().timestamp());
            reviews.forEach(review -> review.acknowledged(handle, row, appendedAt));
        }
    }

    private OutboxRow reviewed(OutboxRow row) {
        OutboxRow reviewed = row;
        for (OutboxReview review : reviews) {
            reviewed = review.beforePublish(reviewed);
        }
        return reviewed;
    }

    private ProducerRecord<String, byte @Nullable []> toRecord(Pending pending, OutboxRow row) {
        return new ProducerRecord<>(
                row.kafkaTopic(),
                null,
                row.key(),
                row.payload(),
                CloudEvents.headers(clients.source(), row.eventId(), row.type(), pending.at()));
    }

    private record Pending(long id, OutboxRow row, Instant at) {}
}
