package dev.touchline.bench.stack;

import dev.touchline.bench.peer.PeerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Many responses at once in a Kafka topic, in order of time as if they had come in over four weeks: what a read model
 * has before it that is built anew.
 */
public final class Backlog implements AutoCloseable {
    private static final Duration SPAN = Duration.ofDays(28);

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<EventTemplate> templates;
    private final String kafkaTopic;
    private final Form form;
    private long nextId;

    /** What a reader of the Kafka topic wants a response to look like. */
    @FunctionalInterface
    public interface Form {
        ProducerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> event);
    }

    /** @param written what feedback-service wrote, one after the other the pattern of all */
    public Backlog(String bootstrap, String kafkaTopic, List<ConsumerRecord<byte[], byte[]>> written, Form form) {
        this.producer = PeerSettings.producer(bootstrap);
        this.kafkaTopic = kafkaTopic;
        this.form = form;
        this.templates = written.stream().map(EventTemplate::of).toList();
        producer.partitionsFor(kafkaTopic);
    }

    /** Writes so many and returns when the broker has them all. */
    public void write(int responses) throws IOException, InterruptedException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Duration step = SPAN.dividedBy(responses);
        Instant time = Instant.now().minus(SPAN);
        for (int i = 0; i < responses; i++) {
            time = time.plus(step);
            EventTemplate template = templates.get((int) (nextId % templates.size()));
            var _ = producer.send(form.of(template.record(kafkaTopic, nextId++, time)), (_, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
            });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IOException("The backlog could not be written", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
