package dev.touchline.alerting.store;

import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.json.FilterJson;
import dev.touchline.alerting.json.SilenceJson;
import dev.touchline.alerting.kafka.KafkaTopics;
import dev.touchline.kit.outbox.OutboxReview;
import dev.touchline.kit.outbox.OutboxRow;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * How versions of filters and silences get onto Kafka so that all instances use each from the same instant, whatever
 * crashes.
 *
 * <p>What is sent never changes: a repeat has the same {@code effectiveFrom}. When a version is in force follows, for
 * every reader alike, from that and from the broker's times of its publications ({@link FilterBook#published}). So that
 * compaction keeps all of them, a repeat has a key of its own: one that is too late can't hide a first publication that
 * was in time. Publications are counted, and that is committed, before they are sent.
 */
@Singleton
public class FilterPublication implements OutboxReview {
    /** From a change to its being in force, unless its publication is held up. */
    public static final Duration UNTIL_IN_FORCE = Duration.ofSeconds(2);

    private final Database database;

    FilterPublication(Database database) {
        this.database = database;
    }

    @Override
    public OutboxRow beforePublish(OutboxRow row) {
        byte[] payload = row.payload();
        if (payload == null || !row.kafkaTopic().equals(KafkaTopics.FILTERS)) {
            return row;
        }
        // Not in the relay's transaction: the count stands whatever becomes of that.
        int publication = database.jdbi().withHandle(handle -> counted(handle, row.key(), payload));
        return publication == 1
                ? row
                : new OutboxRow(
                        row.kafkaTopic(), row.key() + "@" + publication, row.eventId(), row.type(), row.payload());
    }

    private static int counted(Handle handle, String key, byte[] payload) {
        if (SilenceJson.isOne(key)) {
            SilenceJson.Head head = SilenceJson.head(payload);
            return SilenceStore.countPublication(handle, head.silenceId(), head.version());
        }
        FilterJson.Head head = FilterJson.head(payload);
        return FilterStore.countPublication(handle, head.filterId(), head.version());
    }

    /**
     * Tells the table when a version that was held up is in force. After a crash this is the repeat's time, although
     * the first publication counts: who reads the table may see it a little later than it is.
     */
    @Override
    public void acknowledged(Handle handle, OutboxRow row, Instant appendedAt) {
        byte[] payload = row.payload();
        if (payload == null || !row.kafkaTopic().equals(KafkaTopics.FILTERS)) {
            return;
        }
        if (SilenceJson.isOne(row.key())) {
            SilenceJson.Head head = SilenceJson.head(payload);
            Instant inForce = FilterBook.inForceFrom(head.effectiveFrom(), appendedAt);
            if (inForce.isAfter(head.effectiveFrom())) {
                SilenceStore.postpone(handle, head.silenceId(), head.version(), inForce);
            }
        } else {
            FilterJson.Head head = FilterJson.head(payload);
            Instant inForce = FilterBook.inForceFrom(head.effectiveFrom(), appendedAt);
            if (inForce.isAfter(head.effectiveFrom())) {
                FilterStore.postpone(handle, head.filterId(), head.version(), inForce);
            }
        }
    }
}
