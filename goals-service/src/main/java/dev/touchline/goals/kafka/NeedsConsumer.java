package dev.touchline.goals.kafka;

import dev.touchline.goals.config.GoalsConfig;
import dev.touchline.goals.core.NeedNews;
import dev.touchline.goals.store.NeedStore;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings coaching needs from Kafka to the goals that they stand behind. */
@Singleton
public class NeedsConsumer {
    /** How much later a suggestion may show for being written with others. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final NeedReader reader;
    private final NeedStore store;
    private final Counter persisted;
    private final Counter deduplicated;
    private final ConsumerLoop loop;

    NeedsConsumer(
            KafkaClients clients,
            DeadLetters deadLetters,
            NeedReader reader,
            NeedStore store,
            MeterRegistry metrics,
            GoalsConfig config) {
        this.reader = reader;
        this.store = store;
        this.persisted = counter(metrics, "touchline.persisted");
        this.deduplicated = counter(metrics, "touchline.deduplicated");
        this.loop = ConsumerLoop.of(
                        clients,
                        deadLetters,
                        "goals-needs",
                        config.needsGroup(),
                        List.of(KafkaTopics.COACHING_NEEDED),
                        this::handle)
                .gathering(GATHERING);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** How many partitions of {@code coaching.needed} this instance reads. */
    public int assigned() {
        return loop.assigned();
    }

    void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<NeedNews> news =
                batch.stream().map(reader::read).flatMap(Optional::stream).toList();
        if (news.isEmpty()) {
            return;
        }
        int fresh = store.note(news);
        persisted.increment(fresh);
        deduplicated.increment(news.size() - fresh);
    }

    private static Counter counter(MeterRegistry metrics, String name) {
        return metrics.counter(name, "topic", KafkaTopics.COACHING_NEEDED);
    }
}
