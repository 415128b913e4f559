package dev.touchline.goals.kafka;

import dev.touchline.goals.config.GoalsConfig;
import dev.touchline.goals.core.LineNews;
import dev.touchline.goals.store.LineStore;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings what coaching left over from Kafka to the next one-on-ones. */
@Singleton
public class OutcomesConsumer {
    /** How much later a line may show for being written with others. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final OutcomeReader reader;
    private final LineStore store;
    private final ConsumerLoop loop;

    OutcomesConsumer(
            KafkaClients clients, DeadLetters deadLetters, OutcomeReader reader, LineStore store, GoalsConfig config) {
        this.reader = reader;
        this.store = store;
        loop = ConsumerLoop.of(
                        clients,
                        deadLetters,
                        "goals-outcomes",
                        config.outcomesGroup(),
                        List.of(KafkaTopics.COACHING_OUTCOMES),
                        this::handle)
                .gathering(GATHERING);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<LineNews> news =
                batch.stream().flatMap(record -> reader.read(record).stream()).toList();
        if (!news.isEmpty()) {
            store.note(news);
        }
    }
}
