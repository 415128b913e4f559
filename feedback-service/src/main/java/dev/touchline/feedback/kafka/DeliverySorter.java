package dev.touchline.feedback.kafka;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.json.FetchNotice;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.json.HeldDelivery.ItemCause;
import dev.touchline.feedback.mapping.Item;
import dev.touchline.feedback.mapping.Mapping;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes of the items of a delivery the records that keep them. Blocks nowhere. */
@Singleton
public class DeliverySorter {
    private final RosterView roster;
    private final SurveyRecords records;

    DeliverySorter(RosterView roster, SurveyRecords records) {
        this.roster = roster;
        this.records = records;
    }

    /** What becomes of one item. */
    public sealed interface Fate {
        /** On its way to the filters. */
        record Accepted(String responseId, UUID eventId) implements Fate {}

        /** Waits for its agent. */
        record Parked(String responseId, UUID eventId) implements Fate {}

        /** Nothing is kept, by a rule of the mapping. */
        record Ignored(String reason) implements Fate {}

        /** Its answers will be fetched. */
        record ToFetch(String responseId, UUID eventId) implements Fate {}

        /** Could not be taken; the delivery waits in quarantine. */
        record Kept(String reason, List<Flaw> causes) implements Fate {}
    }

    /**
     * What becomes of a delivery.
     *
     * @param fates one for each item, in their order
     * @param records what must be acknowledged for that to be true; without the delivery itself
     * @param held the delivery itself, when something of it could not be taken
     */
    public record Sorted(
            List<Fate> fates,
            List<ProducerRecord<String, byte[]>> records,
            @Nullable HeldDelivery held) {

        /** The ids of the events that were made. */
        public List<UUID> eventIds() {
            List<UUID> ids = new ArrayList<>();
            for (Fate fate : fates) {
                switch (fate) {
                    case Fate.Accepted accepted -> ids.add(accepted.eventId());
                    case Fate.Parked parked -> ids.add(parked.eventId());
                    case Fate.ToFetch fetch -> ids.add(fetch.eventId());
                    case Fate.Ignored ignored -> {}
                    case Fate.Kept kept -> {}
                }
            }
            return ids;
        }
    }

    /**
     * Takes a delivery apart by the mapping that is in force.
     *
     * @param delivery with the headers that are kept
     * @param receivedAt when it was here first
     */
    public Sorted sort(LiveSource source, Delivery delivery, Instant receivedAt, @Nullable String traceparent) {
        Sorting sorting = new Sorting(source, delivery, receivedAt, traceparent);
        List<Item> items = Item.of(source.mapping(), delivery, receivedAt);
        for (int i = 0; i < items.size(); i++) {
            sorting.take(i, items.get(i));
        }
        return sorting.sorted();
    }

    /**
     * Takes apart what was fetched for a notice, by the mapping that is in force.
     *
     * @param receivedAt of the notice
     * @return holds the fetched body when something of it could not be taken
     * @throws IllegalStateException when the mapping is not thin
     */
    public Sorted sortFetched(LiveSource source, byte[] json, Instant receivedAt) {
        Mapping mapping = source.mapping();
        if (mapping == null) {
            throw new IllegalStateException("Nothing is fetched without a mapping");
        }
        Sorting sorting = new Sorting(source, new Delivery(json, Map.of()), receivedAt, null);
        List<Outcome> outcomes = mapping.mapFetched(json, receivedAt);
        for (int i = 0; i < outcomes.size(); i++) {
            sorting.take(i, Item.of(outcomes.get(i), receivedAt));
        }
        return sorting.sorted();
    }

    private final class Sorting {
        private final LiveSource source;
        private final Delivery delivery;
        private final Instant receivedAt;
        private final @Nullable String traceparent;
        private final List<Fate> fates = new ArrayList<>();
        private final List<ProducerRecord<String, byte[]>> outgoing = new ArrayList<>();
        private final List<ItemCause> causes = new ArrayList<>();
        private @Nullable String reason;

        Sorting(LiveSource source, Delivery delivery, Instant receivedAt, @Nullable String traceparent) {
            this.source = source;
            this.delivery = delivery;
            this.receivedAt = receivedAt;
            this.traceparent = traceparent;
        }

        void take(int index, Item item) {
            fates.add(
                    switch (item) {
                        case Item.Taken(SurveyResponse response, var warnings) -> response(response);
                        case Item.Ignored(String why) -> new Fate.Ignored(why);
                        case Item.ToFetch fetch -> fetch(fetch);
                        case Item.Kept kept -> keep(index, kept);
                    });
        }

        private Fate response(SurveyResponse response) {
            UUID eventId = SurveyRecords.eventId(id(), response);
            Attribution attribution = roster.roster().resolve(response.agent(), response.happenedAt());
            outgoing.add(records.of(envelope(eventId), response, attribution, traceparent));
            return switch (attribution) {
                case Attribution.Attributed known -> new Fate.Accepted(response.responseId(), eventId);
                case Attribution.UnknownAgent unknown -> new Fate.Parked(response.responseId(), eventId);
            };
        }

        private Fate fetch(Item.ToFetch item) {
            UUID eventId = SurveyRecords.fetchId(id(), delivery, item.surveyId(), item.responseId());
            outgoing.add(records.fetchBack(
                    new FetchNotice(envelope(eventId), source.mappingVersion(), item.surveyId(), item.responseId()),
                    traceparent));
            return new Fate.ToFetch(item.responseId(), eventId);
        }

        private Fate keep(int index, Item.Kept kept) {
            if (reason == null || kept.reason().equals(Item.UNMAPPABLE)) {
                reason = kept.reason();
            }
            kept.causes().forEach(flaw -> causes.add(new ItemCause(index, flaw.pointer(), flaw.detail())));
            return new Fate.Kept(kept.reason(), kept.causes());
        }

        Sorted sorted() {
            HeldDelivery held = reason == null
                    ? null
                    : new HeldDelivery(
                            envelope(SurveyRecords.deliveryId(id(), delivery)),
                            reason,
                            source.mappingVersion(),
                            causes,
                            delivery);
            return new Sorted(List.copyOf(fates), List.copyOf(outgoing), held);
        }

        private Envelope envelope(UUID eventId) {
            return new Envelope(eventId, id(), receivedAt);
        }

        private String id() {
            return source.source().id();
        }
    }
}
