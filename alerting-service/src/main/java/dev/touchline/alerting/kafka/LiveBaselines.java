package dev.touchline.alerting.kafka;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * The snapshots as {@code alerting.baselines} has them, in memory.
 *
 * <p>A snapshot counts once it is {@link Snapshots#SETTLES} old by the broker's clock ({@code LogAppendTime}), and by
 * then every view has it, unless it is not current for minutes. In that case whoever asks waits.
 */
@Singleton
@Startup
public class LiveBaselines implements Judging.Usual {
    /** From a record's time to its being seen: clocks, and a transaction that is committed as late as can be. */
    private static final Duration MOST_DELAY = Duration.ofMinutes(2);

    private static final Duration LEAD = Snapshots.SETTLES.minus(MOST_DELAY);

    private final Snapshots snapshots;
    private final CompactedView view;

    LiveBaselines(KafkaClients clients, AlertingConfig config) {
        snapshots = new Snapshots(config.grace());
        view = CompactedView.of(clients, "alerting-baselines", List.of(KafkaTopics.BASELINES), this::apply)
                .start();
    }

    /** Whether all snapshots that were published before the start are there. */
    public boolean loaded() {
        return view.loaded();
    }

    @Override
    public Snapshots completeAt(Instant receivedAt) {
        Patience patience = Patience.begin();
        while (receivedAt.isAfter(view.currentAt().plus(LEAD))) {
            if (patience.isOver()) {
                throw new StreamsException("Baselines are not current for a response received at " + receivedAt);
            }
            patience.rest();
        }
        return snapshots;
    }

    /** What can't be read is skipped by the view, which says so. */
    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            Snapshot snapshot = SnapshotJson.read(record.value());
            snapshots.add(new Snapshot.Published(snapshot, Instant.ofEpochMilli(record.timestamp())));
        }
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
