package dev.touchline.feedback.store;

import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.feedback.json.MetricEventReader;
import dev.touchline.feedback.json.MetricEventReader.Posted;
import dev.touchline.feedback.kafka.KafkaTopics;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings metric values from Kafka into PostgreSQL. */
@Singleton
public class MetricConsumer {
    /** How much later a value may show for being written with others. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final Database database;
    private final ConsumerLoop loop;

    MetricConsumer(KafkaClients clients, DeadLetters deadLetters, Database database) {
        this.database = database;
        this.loop = ConsumerLoop.of(
                        clients,
                        deadLetters,
                        "metric-consumer",
                        "feedback-metrics",
                        List.of(KafkaTopics.AGENT_METRICS),
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
        Map<Key, Arrived> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Posted posted = MetricEventReader.read(record.value())
                    .orElseThrow(() -> new UnreadableRecord(record, "not a metric value"));
            newest.merge(
                    Key.of(posted.value()),
                    new Arrived(posted.value(), posted.receivedAt(), record.offset()),
                    Arrived::later);
        }
        List<Arrived> folded = List.copyOf(newest.values());
        database.jdbi().useTransaction(handle -> MetricStore.upsert(handle, folded));
    }

    private record Key(String agent, String metric, Instant from, Instant to) {
        static Key of(MetricValue value) {
            return new Key(value.agent(), value.metric(), value.from(), value.to());
        }
    }

    /**
     * A value as it came.
     *
     * @param offset on its partition, the same for all values of an agent
     */
    record Arrived(MetricValue value, Instant receivedAt, long offset) {
        static Arrived later(Arrived one, Arrived other) {
            int order = one.receivedAt.compareTo(other.receivedAt);
            return order > 0 || order == 0 && one.offset > other.offset ? one : other;
        }
    }
}
