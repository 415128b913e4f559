package dev.touchline.coaching.kafka;

import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.store.NeedStore;
import dev.touchline.coaching.store.ResponseRow;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Brings {@code coaching.needed} to the queue. Two loops share the partitions: one reads and decides while the database
 * writes for the other.
 */
@Singleton
public class NeedConsumer {
    static final String GROUP = "coaching-needs";

    private static final int LOOPS = 2;

    private final Database database;
    private final NeedStore store;
    private final RosterView roster;
    private final Counter persisted;
    private final Counter deduplicated;
    private final List<ConsumerLoop> loops;

    NeedConsumer(
            Database database,
            NeedStore store,
            RosterView roster,
            KafkaClients clients,
            DeadLetters deadLetters,
            MeterRegistry metrics) {
        this.database = database;
        this.store = store;
        this.roster = roster;
        persisted = metrics.counter("touchline.needs.persisted");
        deduplicated = metrics.counter("touchline.needs.deduplicated");
        loops = IntStream.rangeClosed(1, LOOPS)
                .mapToObj(number -> ConsumerLoop.of(
                        clients,
                        deadLetters,
                        GROUP + "-" + number,
                        GROUP,
                        List.of(KafkaTopics.COACHING_NEEDED),
                        this::handle))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        loops.forEach(ConsumerLoop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(ConsumerLoop::close);
    }

    /** How many partitions this instance has now. */
    public int assigned() {
        return loops.stream().mapToInt(ConsumerLoop::assigned).sum();
    }

    void handle(List<ConsumerRecord<byte[], byte[]>> records) throws SQLTransientException {
        Set<Integer> partitions = new HashSet<>();
        List<NeedEvent> events = new ArrayList<>(records.size());
        List<ResponseRow> responses = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            NeedRecord need = read(record);
            partitions.add(record.partition());
            Instant published = Instant.ofEpochMilli(record.timestamp());
            events.add(need.toEvent(roster.teamOf(need.about().id()).orElse(need.team()), published));
            if (need.response() != null) {
                responses.add(need.response().toRow(ResponseRow.FROM_A_NEED, published));
            }
        }
        if (!database.migrated()) {
            throw new SQLTransientException("The database is not migrated yet");
        }
        count(store.applyNeeds(new NeedStore.Batch(partitions, events, responses)));
    }

    private static NeedRecord read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return WireJson.read(record.value(), NeedRecord.class);
        } catch (WireJson.Unreadable e) {
            throw new UnreadableRecord(record, "not a coaching need: " + e.reason());
        }
    }

    private void count(NeedStore.Applied applied) {
        persisted.increment(applied.persisted());
        deduplicated.increment(applied.repeated());
    }
}
