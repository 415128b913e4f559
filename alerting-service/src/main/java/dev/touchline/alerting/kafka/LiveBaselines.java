package dev.touchline.alerting.kafka;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Colleagues;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
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
public class LiveBaselines implements Judging.Usual, AutoCloseable {
    /** From a record's time to its being seen: clocks, and a transaction that is committed as late as can be. */
    private static final Duration MOST_DELAY = Duration.ofMinutes(2);

    private static final Duration LEAD = Snapshots.SETTLES.minus(MOST_DELAY);

    private final Snapshots snapshots;
    private final Freshness freshness;
    private final CompactedView view;

    public LiveBaselines(KafkaClients clients, AlertingConfig config, MeterRegistry registry, Clock clock) {
        snapshots = new Snapshots(config.grace());
        freshness = new Freshness(snapshots::newestDay, clock);
        meter(registry, clock);
        view = CompactedView.of(clients, "alerting-baselines", List.of(KafkaTopics.BASELINES), this::apply)
                .start();
    }

    /** Whether all snapshots that were published before the start are there. */
    public boolean loaded() {
        return view.loaded();
    }

    /** Whether what is compared is compared with figures of long ago. */
    public boolean stale() {
        return freshness.stale();
    }

    /** Day of the newest snapshot, for people. */
    public String newestDay() {
        return freshness.newestDay();
    }

    @Override
    public Snapshots completeAt(Instant receivedAt) {
        freshness.asked(Colleagues.day(receivedAt));
        Patience patience = Patience.begin();
        while (receivedAt.isAfter(view.currentAt().plus(LEAD))) {
            if (patience.isOver()) {
                throw new StreamsException("Baselines are not current for a response received at " + receivedAt);
            }
            patience.rest();
        }
        return snapshots;
    }

    private void meter(MeterRegistry registry, Clock clock) {
        Gauge.builder("touchline.baselines.snapshots", snapshots, Snapshots::size)
                .register(registry);
        Gauge.builder("touchline.baselines.stale", freshness, known -> known.stale() ? 1 : 0)
                .register(registry);
        TimeGauge.builder("touchline.baselines.age", snapshots, TimeUnit.SECONDS, known -> ageSeconds(known, clock))
                .register(registry);
    }

    /** Since the end of the newest snapshot's day; no number without one. */
    private static double ageSeconds(Snapshots known, Clock clock) {
        OptionalLong day = known.newestDay();
        return day.isEmpty()
                ? Double.NaN
                : clock.instant().getEpochSecond()
                        - Duration.ofDays(day.getAsLong() + 1).toSeconds();
    }

    /** What can't be read is skipped by the view, which says so. */
    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            Snapshot snapshot = SnapshotJson.read(record.value());
            snapshots.add(new Snapshot.Published(snapshot, Instant.ofEpochMilli(record.timestamp())));
        }
    }

    @Override
    @PreDestroy
    public void close() {
        view.close();
    }
}
