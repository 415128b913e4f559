package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Edition;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.json.FilterJson;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.StreamsException;
import org.jboss.logging.Logger;

/**
 * The filters as {@code alerting.filters} has them, in memory.
 *
 * <p>A version is published at least {@link #LEAD} before it is in force (the relay moves it otherwise). So a view that
 * was current at some instant knows everything that is in force until {@link #LEAD} later, and a response received up
 * to then can be judged. One received after that waits, a few milliseconds as a rule, until the view has caught up; so
 * every instance judges alike, whenever it sees a version.
 */
@Singleton
@Startup
public class LiveFilters implements Judging.Filters {
    /** Least time between the publication of a version and its being in force. */
    public static final Duration LEAD = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(LiveFilters.class);
    /** Well below the transaction timeout: the thread starts over rather than hold a transaction open. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final AtomicReference<FilterBook> book = new AtomicReference<>(FilterBook.EMPTY);
    private final CompactedView view;

    LiveFilters(KafkaClients clients) {
        view = CompactedView.of(clients, "alerting-filters", List.of(KafkaTopics.FILTERS), this::apply)
                .start();
    }

    /** Whether all versions that were published before the start are there. */
    public boolean loaded() {
        return view.loaded();
    }

    @Override
    public FilterBook completeAt(Instant receivedAt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (receivedAt.isAfter(view.currentAt().plus(LEAD))) {
            if (System.nanoTime() > deadline) {
                throw new StreamsException("Filters are not current for a response received at " + receivedAt);
            }
            rest();
        }
        return book.get();
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            Edition edition = FilterJson.read(record.value());
            book.updateAndGet(known -> known.with(edition));
        } catch (FilterJson.UnreadableFilter e) {
            LOG.errorf(
                    "Filter unreadable, its last readable version stays key=%s reason=%s",
                    record.key(), e.getMessage());
        }
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("Interrupted while waiting for filters", e);
        }
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
