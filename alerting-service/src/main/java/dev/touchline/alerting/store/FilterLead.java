package dev.touchline.alerting.store;

import dev.touchline.alerting.json.FilterJson;
import dev.touchline.alerting.kafka.KafkaTopics;
import dev.touchline.alerting.kafka.LiveFilters;
import dev.touchline.kit.outbox.OutboxReview;
import dev.touchline.kit.outbox.OutboxRow;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the promise that a version is on Kafka at least {@link LiveFilters#LEAD} before it is in force: one that would
 * be published later than that, because Kafka or this service was away, is put off, in the table and in the message.
 */
@Singleton
public class FilterLead implements OutboxReview {
    /** From a change to its being in force. */
    public static final Duration UNTIL_IN_FORCE = Duration.ofSeconds(2);

    private static final Duration FOR_PUBLISHING = Duration.ofMillis(300);

    private final Clock clock;

    FilterLead(Clock clock) {
        this.clock = clock;
    }

    @Override
    public OutboxRow beforePublish(Handle handle, OutboxRow row) {
        byte[] payload = row.payload();
        Instant now = clock.instant();
        if (payload == null
                || !row.kafkaTopic().equals(KafkaTopics.FILTERS)
                || leads(payload, now.plus(FOR_PUBLISHING))) {
            return row;
        }
        int at = row.key().lastIndexOf('@');
        String filterId = row.key().substring(0, at);
        long version = Long.parseLong(row.key().substring(at + 1));
        Instant from = now.plus(UNTIL_IN_FORCE).truncatedTo(ChronoUnit.MILLIS);
        FilterStore.postpone(handle, filterId, version, from);
        return FilterStore.find(handle, filterId, version)
                .map(stored -> new OutboxRow(
                        row.kafkaTopic(), row.key(), row.eventId(), row.type(), FilterStore.payload(stored, from)))
                .orElse(row);
    }

    @Override
    public void acknowledged(OutboxRow row) {
        byte[] payload = row.payload();
        if (payload != null && row.kafkaTopic().equals(KafkaTopics.FILTERS) && !leads(payload, clock.instant())) {
            throw new IllegalStateException("A filter's version was published too late, it is put off");
        }
    }

    private static boolean leads(byte[] payload, Instant published) {
        return !published.plus(LiveFilters.LEAD).isAfter(FilterJson.effectiveFrom(payload));
    }
}
