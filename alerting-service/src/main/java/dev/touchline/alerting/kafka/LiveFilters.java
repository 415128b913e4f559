package dev.touchline.alerting.kafka;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Edition;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Silence;
import dev.touchline.alerting.json.FilterJson;
import dev.touchline.alerting.json.SilenceJson;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.StreamsException;
import org.jboss.logging.Logger;

/**
 * The filters and silences as {@code alerting.filters} has them, in memory.
 *
 * <p>A publication counts once it is {@link FilterBook#SETTLES} old by the broker's clock ({@code LogAppendTime}). So a
 * view that was current at some instant knows all that counts until {@link #LEAD} later, and a response received up to
 * then can be judged. One received after that waits, a few milliseconds as a rule, until the view has caught up; so
 * every instance judges alike, whenever it sees a version. This holds as long as the broker's clock being behind ours
 * and a record's way to the replicas make up no more than {@link #MOST_SKEW} together.
 */
@Singleton
@Startup
public class LiveFilters implements Judging.Filters {
    private static final Duration MOST_SKEW = Duration.ofMillis(500);

    /** How far receipt may lie behind the last look at the brokers. */
    static final Duration LEAD = FilterBook.SETTLES.minus(MOST_SKEW);

    private static final Logger LOG = Logger.getLogger(LiveFilters.class);

    /** {@code id@version}, and the number of the publication when it is a repeated one. */
    private static final Pattern KEY = Pattern.compile("(.+?)@([0-9]{1,18})(@.*)?");

    private final AtomicReference<FilterBook> book = new AtomicReference<>(FilterBook.EMPTY);
    private final Map<String, Long> unreadable = new ConcurrentHashMap<>();
    private final CompactedView view;

    LiveFilters(KafkaClients clients, LiveCauses causes, AlertingConfig config, MeterRegistry metrics) {
        metrics.gauge("touchline.filters.unreadable", unreadable, Map::size);
        if (config.systemic().enabled()) {
            book.set(FilterBook.EMPTY.knowing(causes));
        }
        view = CompactedView.of(clients, "alerting-filters", List.of(KafkaTopics.FILTERS), this::apply)
                .start();
    }

    /** Whether all versions that were published before the start are there. */
    public boolean loaded() {
        return view.loaded();
    }

    @Override
    public FilterBook completeAt(Instant receivedAt, Instant state) {
        Patience patience = Patience.begin();
        while (receivedAt.isAfter(view.currentAt().plus(LEAD)) || state.isAfter(view.currentAt())) {
            if (patience.isOver()) {
                throw new StreamsException("Filters are not current for a response received at " + receivedAt);
            }
            patience.rest();
        }
        return book.get();
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            Instant publishedAt = Instant.ofEpochMilli(record.timestamp());
            if (SilenceJson.isOne(record.key())) {
                Silence silence = SilenceJson.read(record.value());
                book.updateAndGet(known -> known.published(silence, publishedAt));
                readable(record.key());
                return;
            }
            Edition edition = FilterJson.read(record.value());
            book.updateAndGet(known -> known.published(edition, publishedAt));
            readable(record.key());
        } catch (FilterJson.UnreadableFilter | IllegalArgumentException e) {
            LOG.errorf(
                    "Filter or silence unreadable, its last readable version stays key=%s reason=%s",
                    record.key(), e.getMessage());
            unreadable.merge(name(record.key()), version(record.key()), Math::max);
        }
    }

    /** A newer version that can be read mends an unreadable one. */
    private void readable(String key) {
        unreadable.computeIfPresent(name(key), (same, broken) -> version(key) > broken ? null : broken);
    }

    private static String name(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches() ? parts.group(1) : key;
    }

    private static long version(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches() ? Long.parseLong(parts.group(2)) : Long.MAX_VALUE;
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
