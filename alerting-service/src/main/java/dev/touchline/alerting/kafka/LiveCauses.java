package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Cause;
import dev.touchline.alerting.core.Causes;
import dev.touchline.alerting.core.Episodes;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Reason;
import dev.touchline.alerting.json.SystemicJson;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * The systemic causes as {@code alerting.causes} has them, in memory. One counts when it is {@link Episodes#SETTLES}
 * old by the broker's clock; whoever asks earlier than the view can know waits, which is when it was not current for
 * half a minute.
 */
@Singleton
@Startup
public class LiveCauses implements Causes {
    /** From a record's time to its being seen: clocks, and a transaction that is committed as late as can be. */
    private static final Duration MOST_DELAY = Duration.ofSeconds(30);

    private static final Duration LEAD = Episodes.SETTLES.minus(MOST_DELAY);

    private final Episodes episodes = new Episodes();
    private final CompactedView view;

    LiveCauses(KafkaClients clients) {
        view = CompactedView.of(clients, "alerting-causes", List.of(KafkaTopics.CAUSES), this::apply)
                .start();
    }

    /** Whether all causes that were published before the start are there. */
    public boolean loaded() {
        return view.loaded();
    }

    @Override
    public Optional<Reason> muting(Rating rating) {
        Patience patience = Patience.begin();
        while (rating.receivedAt().isAfter(view.currentAt().plus(LEAD))) {
            if (patience.isOver()) {
                throw new StreamsException("Causes are not current for a response received at " + rating.receivedAt());
            }
            patience.rest();
        }
        return episodes.muting(rating);
    }

    /** What can't be read is skipped by the view, which says so. */
    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            Cause cause = SystemicJson.cause(record.value());
            episodes.add(new Cause.Published(cause, Instant.ofEpochMilli(record.timestamp())));
        }
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
