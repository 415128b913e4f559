package dev.touchline.feedback.kafka;

import dev.touchline.kit.Failpoint;
import dev.touchline.kit.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes records that belong together: readers see all of them or none. All instances share one transactional id, so
 * whoever begins fences those that began before; what one left open, as after kill -9, the next one aborts.
 */
@Singleton
public class Transactions {
    private static final Map<String, Object> SETTINGS = Map.of(
            "client.id", "reattribution",
            "transactional.id", "feedback-reattribution",
            // What is left open holds up readers of these partitions for so long at most.
            "transaction.timeout.ms", 10_000,
            "delivery.timeout.ms", 5_000,
            "request.timeout.ms", 2_000,
            "max.block.ms", 5_000,
            "compression.type", "lz4");

    private final KafkaClients clients;

    Transactions(KafkaClients clients) {
        this.clients = clients;
    }

    /** A transaction that has begun. */
    public static final class Transaction implements AutoCloseable {
        private final KafkaProducer<String, byte[]> producer;

        private Transaction(KafkaProducer<String, byte[]> producer) {
            this.producer = producer;
        }

        /**
         * Publishes all of them.
         *
         * @return the offset of each, by the very record
         * @throws org.apache.kafka.common.KafkaException when that failed or is not sure
         */
        public Map<ProducerRecord<String, byte[]>, Long> commit(List<ProducerRecord<String, byte[]>> records) {
            Map<ProducerRecord<String, byte[]>, Long> offsets = Collections.synchronizedMap(new IdentityHashMap<>());
            producer.beginTransaction();
            for (ProducerRecord<String, byte[]> record : records) {
                producer.send(record, (metadata, failure) -> {
                    if (failure == null) {
                        offsets.put(record, metadata.offset());
                    }
                });
            }
            producer.flush();
            Failpoint.hit("after-reattribution-before-commit");
            producer.commitTransaction();
            return offsets;
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /**
     * Begins. What is to be published has to be decided after this: who was fenced in between can't publish it.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka is away
     */
    public Transaction begin() {
        KafkaProducer<String, byte[]> producer = clients.producer(SETTINGS);
        try {
            producer.initTransactions();
            return new Transaction(producer);
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }
}
