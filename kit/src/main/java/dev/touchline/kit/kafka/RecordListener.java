package dev.touchline.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes one record of a compacted Kafka topic into memory; a null value forgets the key. */
@FunctionalInterface
public interface RecordListener {
    void apply(ConsumerRecord<String, byte[]> record);
}
