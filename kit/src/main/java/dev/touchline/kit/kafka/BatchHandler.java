package dev.touchline.kit.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the effect of a batch, whole or not at all (one database transaction). The same records may come again after a
 * crash, in other batches, so their effect must be idempotent.
 */
@FunctionalInterface
public interface BatchHandler {
    /**
     * @throws UnreadableRecord for a record that can never be read
     * @throws Exception transient ones are retried for as long as it takes; others narrow the batch down to the record
     *     at fault
     */
    void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception;
}
