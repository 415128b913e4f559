package dev.touchline.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that no retry can make readable; it goes to the dead letters and the rest of its batch goes on. */
public final class UnreadableRecord extends RuntimeException {
    private final transient ConsumerRecord<byte[], byte[]> record;

    /** @param reason for operators; never the record's content */
    public UnreadableRecord(ConsumerRecord<byte[], byte[]> record, String reason) {
        super(reason, null, false, false);
        this.record = record;
    }

    public ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
