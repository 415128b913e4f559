package dev.touchline.kit.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Keeps compacted Kafka topics in memory: every instance reads them whole at start and then follows them. A record that
 * the listener refuses is logged and skipped; it never stops the view.
 */
public final class CompactedView implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CompactedView.class);
    private static final Duration FETCH_WAIT = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final String name;
    private final List<String> kafkaTopics;
    private final RecordListener listener;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean loaded;
    private volatile Instant currentAt = Instant.MIN;

    @SuppressWarnings("NullAway.Init") // set by the view's own thread before it is used there
    private volatile KafkaConsumer<String, byte[]> consumer;

    private CompactedView(KafkaClients clients, String name, List<String> kafkaTopics, RecordListener listener) {
        this.clients = clients;
        this.name = name;
        this.kafkaTopics = List.copyOf(kafkaTopics);
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public static CompactedView of(
            KafkaClients clients, String name, List<String> kafkaTopics, RecordListener listener) {
        return new CompactedView(clients, name, kafkaTopics, listener);
    }

    public CompactedView start() {
        thread.start();
        return this;
    }

    /** Whether all that stood on the Kafka topics when the view started has been taken in. */
    public boolean loaded() {
        return loaded;
    }

    /** Everything published before this instant has been taken in; {@link Instant#MIN} until loaded. */
    public Instant currentAt() {
        return currentAt;
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(RETRY.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<String, byte[]> fresh = clients.keyedConsumer(Map.of(
                    "client.id", name, "fetch.max.wait.ms", (int) FETCH_WAIT.toMillis(), "max.poll.records", 5000))) {
                consumer = fresh;
                follow(fresh);
            } catch (WakeupException e) {
                LOG.debugf("View stopping name=%s", name);
            } catch (RuntimeException e) {
                LOG.warnf("View reads again from the start name=%s cause=%s", name, e.getMessage());
                rest();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> fresh) {
        List<TopicPartition> partitions = partitions(fresh);
        if (partitions.isEmpty()) {
            rest();
            return;
        }
        fresh.assign(partitions);
        fresh.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = fresh.endOffsets(partitions);
        while (!closed) {
            fresh.poll(FETCH_WAIT.multipliedBy(2)).forEach(this::take);
            Instant asked = Clock.systemUTC().instant();
            if (!loaded && ends.entrySet().stream().allMatch(end -> fresh.position(end.getKey()) >= end.getValue())) {
                loaded = true;
                LOG.infof("View loaded name=%s topics=%s", name, kafkaTopics);
            }
            if (loaded && caughtUp(fresh, partitions)) {
                currentAt = asked;
            }
        }
    }

    /** Empty until every Kafka topic exists. */
    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> fresh) {
        Map<String, Integer> counts = new HashMap<>();
        for (String topic : kafkaTopics) {
            var infos = fresh.partitionsFor(topic, Duration.ofSeconds(5));
            if (infos == null || infos.isEmpty()) {
                LOG.warnf("Kafka topic missing, waiting for it name=%s topic=%s", name, topic);
                return List.of();
            }
            counts.put(topic, infos.size());
        }
        return counts.entrySet().stream()
                .flatMap(count -> IntStream.range(0, count.getValue())
                        .mapToObj(partition -> new TopicPartition(count.getKey(), partition)))
                .toList();
    }

    /** Asks the brokers: the lag that the consumer knows of stays at zero when they can't be reached. */
    private static boolean caughtUp(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        try {
            return consumer.endOffsets(partitions, ANSWER_WITHIN).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            listener.apply(record);
        } catch (RuntimeException e) {
            LOG.errorf(
                    "Record skipped by a view name=%s topic=%s partition=%d offset=%d cause=%s",
                    name,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getSimpleName());
        }
    }

    private static void rest() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
