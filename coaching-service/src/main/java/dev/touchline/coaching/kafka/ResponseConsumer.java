package dev.touchline.coaching.kafka;

import dev.touchline.coaching.store.NeedStore;
import dev.touchline.coaching.store.ResponseRow;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps the newest revision of every survey response: a comment that comes late, a corrected answer, and the words of
 * evidence that a need names only by its id. That a response was taken from an agent changes nothing here: the response
 * under its new agent replaces the row, and alerting withdraws what followed from it.
 */
@Singleton
public class ResponseConsumer {
    /** How much later a revision may show for being written with others; what opens an item comes with its need. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    static final String GROUP = "coaching-responses";
    private static final String RESPONSE = "dev.touchline.survey.response.v1";
    private static final String RETRACTED = "dev.touchline.survey.retracted.v1";

    private final Database database;
    private final NeedStore store;
    private final ConsumerLoop loop;

    ResponseConsumer(Database database, NeedStore store, KafkaClients clients, DeadLetters deadLetters) {
        this.database = database;
        this.store = store;
        loop = ConsumerLoop.of(clients, deadLetters, GROUP, GROUP, List.of(KafkaTopics.SURVEY_RESPONSES), this::handle)
                .gathering(GATHERING);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void handle(List<ConsumerRecord<byte[], byte[]>> records) throws SQLTransientException {
        List<ResponseRow> revisions = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (RETRACTED.equals(CloudEvents.type(record.headers()))) {
                continue;
            }
            revisions.add(read(record).toRow(record.offset(), Instant.ofEpochMilli(record.timestamp())));
        }
        if (!database.migrated()) {
            throw new SQLTransientException("The database is not migrated yet");
        }
        if (!revisions.isEmpty()) {
            store.applyResponses(revisions);
        }
    }

    /** Refuses what alerting-service refuses, so that no words are kept of what is not judged. */
    private static ResponseRecord read(ConsumerRecord<byte[], byte[]> record) {
        String type = CloudEvents.type(record.headers());
        if (!RESPONSE.equals(type)) {
            throw unreadable(record, type == null ? "no event type" : "unknown event type");
        }
        ResponseRecord response;
        try {
            response = WireJson.read(record.value(), ResponseRecord.class);
        } catch (WireJson.Unreadable e) {
            throw unreadable(record, e.reason());
        }
        byte[] key = record.key();
        if (key == null || !response.agent().id().equals(new String(key, StandardCharsets.UTF_8))) {
            throw unreadable(record, "key is not agent.id");
        }
        return response;
    }

    private static UnreadableRecord unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
        return new UnreadableRecord(record, "not a survey response: " + reason);
    }
}
