package dev.touchline.feedback.kafka;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one producer of what platforms post. Never blocks: what can't be sent at once fails at once, so event loops may
 * call it. One request in flight and no linger means that the next batch gathers while the last one is on its way:
 * batches grow with the load by themselves.
 *
 * <p>Nothing is compressed here unless {@code kafka.compression.type} says so: keyed by agent, batches are small, and
 * lz4 takes two buffers of 64 KiB for each. Measured, it cost a third of all the work on a response.
 */
@Singleton
public class SurveyProducer {
    private static final Logger LOG = Logger.getLogger(SurveyProducer.class);
    private static final List<String> TOPICS = List.of(
            KafkaTopics.SURVEY_RESPONSES,
            KafkaTopics.SURVEY_QUARANTINE,
            KafkaTopics.AGENT_METRICS,
            KafkaTopics.QUALITY_EVALUATIONS);
    private static final Duration WARM_AGAIN = Duration.ofMinutes(1);
    private static final Duration WARM_RETRY = Duration.ofMillis(100);
    /** Headers and batch overhead of a record, roughly. */
    private static final int OVERHEAD_BYTES = 500;

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("client.id", "survey-producer"),
            Map.entry("acks", "all"),
            Map.entry("enable.idempotence", true),
            Map.entry("linger.ms", 0),
            Map.entry("max.in.flight.requests.per.connection", 1),
            Map.entry("batch.size", 256 * 1024),
            Map.entry("buffer.memory", 64L * 1024 * 1024),
            Map.entry("max.request.size", 2 * 1024 * 1024),
            // A sender that waits must hear within two seconds.
            Map.entry("delivery.timeout.ms", 1500),
            Map.entry("request.timeout.ms", 1000),
            Map.entry("max.block.ms", 0),
            Map.entry("socket.connection.setup.timeout.ms", 1000),
            Map.entry("reconnect.backoff.max.ms", 200),
            // Metadata that is forgotten while idle would fail the next send; the warming below is what renews it.
            Map.entry("metadata.max.idle.ms", Duration.ofDays(1).toMillis()));

    private final KafkaProducer<String, byte[]> producer;
    private final long maxInFlight;
    private final AtomicLong inFlight = new AtomicLong();
    private final Thread warming =
            Thread.ofPlatform().daemon().name("survey-producer-warm").unstarted(this::keepWarm);
    private volatile boolean warm;

    SurveyProducer(KafkaClients clients, FeedbackConfig config, MeterRegistry metrics) {
        this.producer = clients.producer(SETTINGS);
        this.maxInFlight = config.maxInFlight().asLongValue();
        metrics.gauge("touchline.ingest.inflight.bytes", inFlight);
    }

    void start(@Observes StartupEvent event) {
        warming.start();
    }

    void stop(@Observes ShutdownEvent event) {
        warming.interrupt();
        producer.close(Duration.ofSeconds(2));
    }

    /** Whether the producer knows where the Kafka topics are; until then every send fails. */
    public boolean warm() {
        return warm;
    }

    /**
     * Sends records in their order, all of which must be acknowledged.
     *
     * @return completes when the broker has all of them; fails with {@link KafkaAway} when that is not sure, or with
     *     the broker's own exception for a record that it will never take. Continuations run on the producer's thread
     *     and must not block.
     */
    public CompletableFuture<Void> send(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        long bytes = records.stream().mapToLong(SurveyProducer::size).sum();
        if (inFlight.addAndGet(bytes) > maxInFlight) {
            inFlight.addAndGet(-bytes);
            return CompletableFuture.failedFuture(new KafkaAway("too much is in flight", null));
        }
        Acks acks = new Acks(records.size(), bytes);
        records.forEach(record -> send(record, acks));
        return acks.all;
    }

    private void send(ProducerRecord<String, byte[]> record, Acks acks) {
        try {
            producer.send(record, (metadata, failure) -> acks.one(failure));
        } catch (KafkaException | IllegalStateException e) {
            acks.one(e);
        }
    }

    private static long size(ProducerRecord<String, byte[]> record) {
        return record.value().length + OVERHEAD_BYTES;
    }

    private void keepWarm() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                warm = askForMetadata();
                Thread.sleep(warm ? WARM_AGAIN : WARM_RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean askForMetadata() {
        try {
            TOPICS.forEach(producer::partitionsFor);
            return true;
        } catch (KafkaException e) {
            LOG.debugf("Metadata not there yet cause=%s", e.getMessage());
            return false;
        }
    }

    /** Waits for all acknowledgements of one call. */
    private final class Acks {
        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private final AtomicInteger left;
        private final long bytes;
        private volatile @Nullable Exception failed;

        Acks(int records, long bytes) {
            this.left = new AtomicInteger(records);
            this.bytes = bytes;
        }

        void one(@Nullable Exception failure) {
            if (failure != null) {
                failed = failure;
            }
            if (left.decrementAndGet() == 0) {
                inFlight.addAndGet(-bytes);
                finish(failed);
            }
        }

        private void finish(@Nullable Exception failure) {
            if (failure == null) {
                Failpoint.hit("after-produce-before-202");
                all.complete(null);
            } else {
                all.completeExceptionally(
                        failure instanceof RecordTooLargeException
                                ? failure
                                : new KafkaAway("not acknowledged", failure));
            }
        }
    }
}
