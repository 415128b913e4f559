package dev.touchline.kit.kafka;

import dev.touchline.kit.Failpoint;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One thread that brings a consumer group's records to a {@link BatchHandler}: poll, handle, commit. Offsets are
 * committed after the effect, so a crash repeats records and never loses them.
 *
 * <p>While the database is away the batch is kept, the partitions are paused and polling goes on, so the group keeps
 * its member; memory stays bounded by that one batch.
 */
public final class ConsumerLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BACKOFF = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** A full batch of responses: with so much at hand there is nothing to wait for. */
    private static final int GATHERED_BYTES = 1 << 20;

    private static final Map<String, Object> GROUP_SETTINGS = Map.of(
            "max.poll.records", 2000,
            "fetch.min.bytes", 1,
            "session.timeout.ms", 6000,
            "heartbeat.interval.ms", 1500,
            "partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");

    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final String name;
    private final String groupId;
    private final List<String> kafkaTopics;
    private final BatchHandler handler;
    private final Thread thread;

    /** As {@code after-db-commit}, of this loop alone. */
    private final String ownPoint;

    private final Map<String, Object> gathering = new HashMap<>();
    private volatile boolean closed;
    private volatile boolean holding;
    private volatile int assigned;

    /** Whether the broker refused the newest offsets; of the loop's own thread alone. */
    private boolean uncommitted;

    @SuppressWarnings("NullAway.Init") // set by the loop's own thread before it is used there
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    private ConsumerLoop(
            KafkaClients clients,
            DeadLetters deadLetters,
            String name,
            String groupId,
            List<String> kafkaTopics,
            BatchHandler handler) {
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.name = name;
        this.groupId = groupId;
        this.kafkaTopics = List.copyOf(kafkaTopics);
        this.handler = handler;
        this.ownPoint = "after-db-commit-" + name;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> Database.patiently(this::run));
    }

    /** @param name of the thread, and of the consumer in dead letters */
    public static ConsumerLoop of(
            KafkaClients clients,
            DeadLetters deadLetters,
            String name,
            String groupId,
            List<String> kafkaTopics,
            BatchHandler handler) {
        return new ConsumerLoop(clients, deadLetters, name, groupId, kafkaTopics, handler);
    }

    /**
     * Lets records gather at the broker before they are read: for effects that nobody waits for, a trickle makes a few
     * large batches instead of a transaction a record. To be called before {@link #start}.
     *
     * @param atMost how much later a record may take effect for it
     */
    public ConsumerLoop gathering(Duration atMost) {
        gathering.put("fetch.min.bytes", GATHERED_BYTES);
        gathering.put("fetch.max.wait.ms", (int) atMost.toMillis());
        return this;
    }

    public ConsumerLoop start() {
        thread.start();
        return this;
    }

    /** How many partitions this loop has now; 0 until the group has settled. */
    public int assigned() {
        return assigned;
    }

    /** Whether a batch waits for the database to come back. */
    public boolean holding() {
        return holding;
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> fresh = clients.consumer(settings())) {
                consumer = fresh;
                fresh.subscribe(kafkaTopics, new Assignment());
                while (!closed) {
                    settle(poll());
                }
            } catch (WakeupException e) {
                LOG.debugf("Consumer stopping name=%s", name);
            } catch (RuntimeException | InterruptedException e) {
                LOG.warnf("Consumer starts again name=%s cause=%s", name, e.getMessage());
                rest();
            } finally {
                assigned = 0;
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(GROUP_SETTINGS);
        settings.putAll(gathering);
        settings.put("group.id", groupId);
        settings.put("client.id", name);
        return settings;
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        consumer.poll(POLL).forEach(batch::add);
        return batch;
    }

    private void settle(List<ConsumerRecord<byte[], byte[]>> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            if (uncommitted) {
                commit();
            }
            return;
        }
        takeEffect(batch);
        release();
        Failpoint.hit("after-db-commit");
        Failpoint.hit(ownPoint);
        commit();
    }

    private void takeEffect(List<ConsumerRecord<byte[], byte[]>> batch) throws InterruptedException {
        try {
            handleWhenPossible(batch);
        } catch (UnreadableRecord e) {
            setAside(e.record(), e.reason());
            List<ConsumerRecord<byte[], byte[]>> rest = new ArrayList<>(batch);
            rest.remove(e.record());
            if (!rest.isEmpty()) {
                takeEffect(rest);
            }
        } catch (DataFault e) {
            narrowDown(batch, e);
        }
    }

    private void narrowDown(List<ConsumerRecord<byte[], byte[]>> batch, DataFault fault) throws InterruptedException {
        if (batch.size() == 1) {
            LOG.errorf("Record can't take effect name=%s cause=%s", name, RootCause.of(fault));
            setAside(batch.getFirst(), "the record can't take effect");
            return;
        }
        int half = batch.size() / 2;
        takeEffect(batch.subList(0, half));
        takeEffect(batch.subList(half, batch.size()));
    }

    private void handleWhenPossible(List<ConsumerRecord<byte[], byte[]>> batch) throws InterruptedException {
        while (true) {
            try {
                handler.handle(batch);
                return;
            } catch (UnreadableRecord | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!Database.isTransient(e)) {
                    throw new DataFault(e);
                }
                hold(e);
            }
        }
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        while (true) {
            try {
                deadLetters.send(record, reason, name);
                return;
            } catch (ExecutionException e) {
                LOG.warnf("Dead letter not accepted, trying again name=%s cause=%s", name, e.getMessage());
                idle();
            }
        }
    }

    private void hold(Exception cause) throws InterruptedException {
        if (!holding) {
            LOG.warnf("Database away, holding the batch name=%s cause=%s", name, RootCause.of(cause));
            holding = true;
        }
        idle();
    }

    /** However the batch ended, also as dead letters only: what was paused for it goes on. */
    private void release() {
        if (holding) {
            holding = false;
            LOG.infof("Database back, going on name=%s", name);
        }
        consumer.resume(consumer.paused());
    }

    /** Waits as a live member of the group without taking more records. */
    private void idle() throws InterruptedException {
        if (closed) {
            throw new WakeupException();
        }
        consumer.pause(consumer.assignment());
        if (!consumer.poll(BACKOFF).isEmpty()) {
            throw new IllegalStateException("A paused consumer gave records");
        }
        Thread.sleep(BACKOFF.dividedBy(10));
    }

    /** Asks for it and goes on: what a crash leaves uncommitted repeats, without effect. */
    private void commit() {
        consumer.commitAsync((offsets, failure) -> {
            if (failure != null && !uncommitted) {
                LOG.warnf("Offsets not committed yet, trying again name=%s cause=%s", name, failure.getMessage());
            }
            uncommitted = failure != null;
        });
    }

    private static void rest() {
        try {
            Thread.sleep(BACKOFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure that lies in some record of the batch. */
    private static final class DataFault extends RuntimeException {
        DataFault(Exception cause) {
            super(cause);
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = consumer.assignment().size();
            if (!consumer.paused().isEmpty()) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assigned = Math.max(0, assigned - partitions.size());
        }
    }
}
