package dev.touchline.coaching.kafka;

import dev.touchline.coaching.store.ErasureStore;
import dev.touchline.coaching.store.ErasureStore.Erased;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Erases what {@code privacy.erasures} says is to be forgotten. */
@Singleton
public class ErasureConsumer {
    static final String GROUP = "coaching-erasures";

    private final Database database;
    private final ErasureStore store;
    private final ConsumerLoop loop;

    ErasureConsumer(Database database, ErasureStore store, KafkaClients clients, DeadLetters deadLetters) {
        this.database = database;
        this.store = store;
        loop = ConsumerLoop.of(clients, deadLetters, GROUP, GROUP, List.of(KafkaTopics.PRIVACY_ERASURES), this::handle);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void handle(List<ConsumerRecord<byte[], byte[]>> records) throws SQLTransientException {
        List<Erased> erased = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            erased.add(read(record).toErased());
        }
        if (!database.migrated()) {
            throw new SQLTransientException("The database is not migrated yet");
        }
        store.erase(erased);
    }

    private static ErasureRecord read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return WireJson.read(record.value(), ErasureRecord.class);
        } catch (WireJson.Unreadable e) {
            throw new UnreadableRecord(record, "not an erasure: " + e.reason());
        }
    }
}
