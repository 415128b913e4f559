package dev.touchline.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts a record that can't be worked on aside, on {@code <topic>.dlq}, with where it came from and why. */
@Singleton
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final KafkaClients clients;
    private final MeterRegistry metrics;
    private volatile KafkaProducer<byte[], byte[]> producer;

    @SuppressWarnings("NullAway.Init") // the producer is made at the first dead letter: most processes never need it
    DeadLetters(KafkaClients clients, MeterRegistry metrics) {
        this.clients = clients;
        this.metrics = metrics;
    }

    /** Where dead letters of a Kafka topic go. */
    public static String topicFor(String kafkaTopic) {
        return kafkaTopic + ".dlq";
    }

    /** The record's own headers plus its coordinates and the reason. */
    public static Headers headers(ConsumerRecord<?, ?> record, String reason, String consumerName) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        CloudEvents.add(headers, "dlq_topic", record.topic());
        CloudEvents.add(headers, "dlq_partition", Integer.toString(record.partition()));
        CloudEvents.add(headers, "dlq_offset", Long.toString(record.offset()));
        CloudEvents.add(headers, "dlq_reason", reason);
        CloudEvents.add(headers, "dlq_consumer", consumerName);
        CloudEvents.add(headers, "dlq_at", Clock.systemUTC().instant().toString());
        return headers;
    }

    /**
     * Returns once the broker has it; throws when it can't be had, so that the record is tried again. What is too large
     * with our words about it goes without its value: where it came from still finds it.
     */
    public void send(ConsumerRecord<byte[], byte[]> record, String reason, String consumerName)
            throws InterruptedException, ExecutionException {
        try {
            send(record, record.value(), headers(record, reason, consumerName));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            Headers headers = headers(record, reason, consumerName);
            CloudEvents.add(headers, "dlq_value_left_out", record.serializedValueSize() + " bytes");
            send(record, null, headers);
        }
        metrics.counter("touchline.dead.letters", "topic", record.topic(), "consumer", consumerName)
                .increment();
        LOG.warnf(
                "Record dead-lettered topic=%s partition=%d offset=%d consumer=%s reason=%s",
                record.topic(), record.partition(), record.offset(), consumerName, reason);
    }

    private void send(ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, Headers headers)
            throws InterruptedException, ExecutionException {
        producer()
                .send(new ProducerRecord<>(topicFor(record.topic()), null, record.key(), value, headers))
                .get();
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.rawProducer(Map.of());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
