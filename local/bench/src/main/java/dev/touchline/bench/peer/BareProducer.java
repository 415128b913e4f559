package dev.touchline.bench.peer;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A program that only sends: what the broker and the client library take on this machine. It sends the very records
 * that the service wrote, keeping as many unacknowledged as the HTTP load keeps requests (times their batch) open.
 */
public final class BareProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ProducerRecord<byte[], byte[]>> records;

    /**
     * @param kafkaTopic where to
     * @param written what the service wrote
     */
    public BareProducer(String bootstrap, String kafkaTopic, List<ConsumerRecord<byte[], byte[]>> written) {
        this.producer = PeerSettings.producer(bootstrap);
        this.records = written.stream()
                .map(record ->
                        new ProducerRecord<>(kafkaTopic, null, null, record.key(), record.value(), record.headers()))
                .toList();
        producer.partitionsFor(kafkaTopic);
    }

    /** Sends until the bounds are reached and all is acknowledged; counts records. */
    public Measured run(int unacknowledged, ClosedLoop.Bounds bounds) throws InterruptedException {
        Semaphore room = new Semaphore(unacknowledged);
        Histogram latency = new Histogram(3);
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        long start = System.nanoTime();
        long end = start + bounds.time().toNanos();
        long sent = 0;
        while (sent < bounds.requests() && System.nanoTime() < end && failure.get() == null) {
            room.acquire();
            long sentAt = System.nanoTime();
            var _ = producer.send(records.get((int) (sent++ % records.size())), (_, problem) -> {
                // Callbacks come on the producer's one thread, so the histogram needs no lock.
                if (problem == null) {
                    latency.recordValue(System.nanoTime() - sentAt);
                } else {
                    failure.compareAndSet(null, problem.toString());
                }
                room.release();
            });
        }
        room.acquire(unacknowledged);
        long nanos = System.nanoTime() - start;
        return new Measured(latency.getTotalCount(), sent - latency.getTotalCount(), nanos, latency, failure.get());
    }

    @Override
    public void close() {
        producer.close();
    }
}
