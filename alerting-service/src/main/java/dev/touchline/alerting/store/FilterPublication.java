package dev.touchline.alerting.store;

import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.json.FilterJson;
import dev.touchline.alerting.kafka.KafkaTopics;
import dev.touchline.kit.outbox.OutboxReview;
import dev.touchline.kit.outbox.OutboxRow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How versions of filters get onto Kafka so that all instances use each from the same instant, whatever crashes.
 *
 * <p>What is sent never changes: a repeat has the same {@code effectiveFrom}. When a version is in force follows, for
 * every reader alike, from that and from the broker's times of its publications ({@link FilterBook#published}). So that
 * compaction keeps all of them, each has a key of its own: a repeat that is too late can't hide a first publication
 * that was in time.
 */
@Singleton
public class FilterPublication implements OutboxReview {
    /** From a change to its being in force, unless its publication is held up. */
    public static final Duration UNTIL_IN_FORCE = Duration.ofSeconds(2);

    @Override
    public OutboxRow beforePublish(OutboxRow row) {
        return row.kafkaTopic().equals(KafkaTopics.FILTERS)
                ? new OutboxRow(
                        row.kafkaTopic(), row.key() + "@" + UUID.randomUUID(), row.eventId(), row.type(), row.payload())
                : row;
    }

    /**
     * Tells the table when a version that was held up is in force. After a crash this is the repeat's time, although
     * the first publication counts: who reads the table may see it a little later than it is.
     */
    @Override
    public void acknowledged(Handle handle, OutboxRow row, Instant appendedAt) {
        byte[] payload = row.payload();
        if (payload != null && row.kafkaTopic().equals(KafkaTopics.FILTERS)) {
            FilterJson.Head head = FilterJson.head(payload);
            Instant inForce = FilterBook.inForceFrom(head.effectiveFrom(), appendedAt);
            if (inForce.isAfter(head.effectiveFrom())) {
                FilterStore.postpone(handle, head.filterId(), head.version(), inForce);
            }
        }
    }
}
