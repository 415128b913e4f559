package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Conclusion;
import dev.touchline.alerting.store.PrecisionStore;
import dev.touchline.alerting.store.PrecisionStore.Told;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts how items ended for the filters that caused them. What can't be read is passed over: {@link OutcomeProcessor}
 * sets it aside.
 */
@Singleton
public class PrecisionConsumer {
    static final String GROUP = "alerting-precision";

    /** How much later a filter's precision may show for being written with others. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final Database database;
    private final PrecisionStore store;
    private final ConsumerLoop loop;

    PrecisionConsumer(Database database, PrecisionStore store, KafkaClients clients, DeadLetters deadLetters) {
        this.database = database;
        this.store = store;
        loop = ConsumerLoop.of(clients, deadLetters, GROUP, GROUP, List.of(KafkaTopics.OUTCOMES), this::handle)
                .gathering(GATHERING);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records) throws SQLTransientException {
        List<Told> told = new ArrayList<>();
        Map<UUID, Long> takenBack = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                OutcomeRecord outcome = OutcomeRecord.read(record.key(), record.value());
                told.addAll(told(outcome));
                if (outcome.conclusion() == Conclusion.NONE) {
                    takenBack.merge(outcome.itemId(), outcome.version(), Math::max);
                }
            } catch (OutcomeRecord.Unreadable e) {
                continue;
            }
        }
        if (told.isEmpty() && takenBack.isEmpty()) {
            return;
        }
        if (!database.migrated()) {
            throw new SQLTransientException("The database is not migrated yet");
        }
        store.note(told, takenBack);
    }

    private static List<Told> told(OutcomeRecord outcome) {
        boolean tells =
                switch (outcome.conclusion()) {
                    case AGENT, NOT_AGENT -> outcome.aboutAgent();
                    case NONE, UNCHANGED -> false;
                };
        return !tells
                ? List.of()
                : Stream.ofNullable(outcome.filters())
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .map(filter -> new Told(
                                outcome.itemId(),
                                filter.id(),
                                filter.version(),
                                outcome.version(),
                                outcome.conclusion() == Conclusion.AGENT))
                        .toList();
    }
}
