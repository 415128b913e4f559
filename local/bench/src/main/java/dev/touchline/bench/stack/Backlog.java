package dev.touchline.bench.stack;

import dev.touchline.bench.peer.PeerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Many responses at once in a Kafka topic, in order of time as if a million of them had come in over four weeks: what a
 * read model has before it that was away or is built anew.
 */
public final class Backlog implements AutoCloseable {
    private static final Duration STEP = Duration.ofDays(28).dividedBy(1_000_000);

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<EventTemplate> templates;
    private long nextId;

    /** @param patterns of which each in turn is written again with ids and times of its own */
    public Backlog(String bootstrap, List<ProducerRecord<byte[], byte[]>> patterns) {
        this.producer = PeerSettings.producer(bootstrap);
        this.templates = patterns.stream().map(EventTemplate::of).toList();
        producer.partitionsFor(patterns.getFirst().topic());
    }

    /** Writes so many and returns when the broker has them all. */
    public void write(int responses) throws IOException, InterruptedException {
        write(responses, Instant.now().minus(STEP.multipliedBy(responses)), STEP, EventTemplate::agent);
    }

    /**
     * The same, of times from there on.
     *
     * @param copies how many agents stand for each one in the patterns
     */
    public void write(int responses, Instant from, Duration step, int copies) throws IOException, InterruptedException {
        long first = nextId;
        write(responses, from, step, template -> template.agent() + "-" + (nextId - first) / templates.size() % copies);
    }

    private void write(int responses, Instant from, Duration step, Function<EventTemplate, String> agent)
            throws IOException, InterruptedException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Instant time = from;
        for (int i = 0; i < responses; i++) {
            time = time.plus(step);
            EventTemplate template = templates.get((int) (nextId % templates.size()));
            String about = agent.apply(template);
            var _ = producer.send(template.record(nextId++, time, about), (_, problem) -> {
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
