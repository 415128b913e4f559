package dev.touchline.feedback.store;

import dev.touchline.feedback.json.DisputeReader;
import dev.touchline.feedback.json.DisputeReader.Told;
import dev.touchline.feedback.kafka.KafkaTopics;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings what agents say against coaching items to those who decide whose a response is. */
@Singleton
public class DisputeConsumer {
    /** How much later a dispute may show for being read with others; most outcomes are none. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final Disputes disputes;
    private final ConsumerLoop loop;

    DisputeConsumer(KafkaClients clients, DeadLetters deadLetters, Disputes disputes) {
        this.disputes = disputes;
        this.loop = ConsumerLoop.of(
                        clients,
                        deadLetters,
                        "dispute-consumer",
                        "feedback-disputes",
                        List.of(KafkaTopics.COACHING_OUTCOMES),
                        this::keep)
                .gathering(GATHERING);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void keep(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Told.Disputed> said = new ArrayList<>(0);
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Told told = DisputeReader.read(record.value())
                    .orElseThrow(() -> new UnreadableRecord(record, "not an outcome, or a dispute that lacks a field"));
            if (told instanceof Told.Disputed disputed) {
                said.add(disputed);
            }
        }
        if (!said.isEmpty()) {
            disputes.keep(said);
        }
    }
}
