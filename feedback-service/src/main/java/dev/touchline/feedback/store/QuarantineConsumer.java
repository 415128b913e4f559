package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.erasure.ErasureGate;
import dev.touchline.feedback.erasure.ErasureGate.Arrival;
import dev.touchline.feedback.json.FetchNotice;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.json.HeldReader;
import dev.touchline.feedback.json.HeldReader.Held;
import dev.touchline.feedback.kafka.KafkaTopics;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.store.QuarantineStore.Arrived;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** Brings what is in quarantine from Kafka into PostgreSQL, where it waits and can be looked at. */
@Singleton
public class QuarantineConsumer {
    private final Database database;
    private final RosterView roster;
    private final Releaser releaser;
    private final ConsumerLoop loop;

    QuarantineConsumer(
            KafkaClients clients, DeadLetters deadLetters, Database database, RosterView roster, Releaser releaser) {
        this.database = database;
        this.roster = roster;
        this.releaser = releaser;
        this.loop = ConsumerLoop.of(
                clients,
                deadLetters,
                "quarantine-consumer",
                "feedback-quarantine",
                List.of(KafkaTopics.SURVEY_QUARANTINE),
                this::keep);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void keep(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Arrived> arrived = new ArrayList<>(batch.size());
        List<HeldDelivery> deliveries = new ArrayList<>(0);
        List<FetchNotice> notices = new ArrayList<>(0);
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            switch (HeldReader.read(record.value())
                    .orElseThrow(() -> new UnreadableRecord(record, "nothing that belongs into quarantine"))) {
                case Held.OfDelivery(HeldDelivery delivery) -> deliveries.add(delivery);
                case Held.OfFetch(FetchNotice notice) -> notices.add(notice);
                case Held.Other() -> arrived.add(parked(record));
            }
        }
        database.jdbi().useTransaction(handle -> {
            QuarantineStore.insert(handle, withoutErased(handle, arrived));
            DeliveryStore.insert(handle, deliveries);
            DeliveryStore.insertNotices(handle, notices);
        });
        releaser.look(knownMeanwhile(arrived));
    }

    private static List<Arrived> withoutErased(Handle handle, List<Arrived> arrived) {
        Set<ResponseName> erased = ErasureGate.erased(handle, arrived, QuarantineConsumer::arrival);
        return arrived.stream()
                .map(each -> erased.contains(name(each.parked())) ? each.withoutWords() : each)
                .toList();
    }

    private static Arrival arrival(Arrived arrived) {
        Parked parked = arrived.parked();
        return new Arrival(
                name(parked), parked.response().customerRef(), parked.envelope().receivedAt());
    }

    private static ResponseName name(Parked parked) {
        return new ResponseName(parked.envelope().source(), parked.response().responseId());
    }

    private static Arrived parked(ConsumerRecord<byte[], byte[]> record) {
        Parked parked = ParkedReader.read(record.value())
                .orElseThrow(() -> new UnreadableRecord(record, "not a parked response"));
        return new Arrived(parked, record.partition(), record.offset());
    }

    /** An agent learned before the row was there would otherwise wait for the next word of it. */
    private Set<AgentRef> knownMeanwhile(List<Arrived> arrived) {
        return arrived.stream()
                .map(each -> each.parked().response())
                .filter(response -> roster.roster().resolve(response.agent(), response.happenedAt())
                        instanceof Attribution.Attributed)
                .map(response -> response.agent())
                .collect(Collectors.toSet());
    }
}
