package dev.touchline.feedback.http;

import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.http.IngestReply.Accepted;
import dev.touchline.feedback.http.IngestReply.Ignored;
import dev.touchline.feedback.http.IngestReply.Parked;
import dev.touchline.feedback.http.IngestReply.Quarantined;
import dev.touchline.feedback.json.FetchNotice;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.kafka.DeliverySorter;
import dev.touchline.feedback.kafka.DeliverySorter.Fate;
import dev.touchline.feedback.kafka.DeliverySorter.Sorted;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.kafka.SurveyRecords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Maps a delivery and has the broker keep all of it: as responses, or as it came. Waits for nothing. */
@Singleton
public class WebhookIntake {
    private final DeliverySorter sorter;
    private final SurveyRecords records;
    private final SurveyProducer producer;
    private final IngestMeters meters;

    WebhookIntake(DeliverySorter sorter, SurveyRecords records, SurveyProducer producer, IngestMeters meters) {
        this.sorter = sorter;
        this.records = records;
        this.producer = producer;
        this.meters = meters;
    }

    /**
     * Takes a delivery whose sender is known.
     *
     * @param delivery with the headers that are kept
     * @return completes when the broker has all of it; fails, and then nothing is sure, as {@link SurveyProducer#send}
     */
    CompletionStage<IngestReply> take(
            LiveSource source, Delivery delivery, Instant receivedAt, @Nullable String traceparent) {
        Sorted sorted = sorter.sort(source, delivery, receivedAt, traceparent);
        List<ProducerRecord<String, byte[]>> outgoing = new ArrayList<>(sorted.records());
        HeldDelivery held = sorted.held();
        if (held != null) {
            outgoing.add(records.delivery(held, traceparent));
        }
        return producer.send(outgoing).thenApply(sent -> reply(source.source().id(), sorted));
    }

    private IngestReply reply(String source, Sorted sorted) {
        List<Accepted> accepted = new ArrayList<>();
        List<Parked> parked = new ArrayList<>(0);
        List<Quarantined> kept = new ArrayList<>(0);
        List<Ignored> ignored = new ArrayList<>(0);
        String heldAs =
                sorted.held() == null ? "" : sorted.held().envelope().eventId().toString();
        for (int i = 0; i < sorted.fates().size(); i++) {
            switch (sorted.fates().get(i)) {
                case Fate.Accepted(var id, var eventId) -> accepted.add(new Accepted(i, id, eventId.toString()));
                case Fate.Parked(var id, var eventId) ->
                    parked.add(new Parked(i, id, eventId.toString(), SurveyRecords.UNKNOWN_AGENT));
                case Fate.Ignored(String reason) -> ignored.add(new Ignored(i, reason));
                case Fate.ToFetch(var id, var eventId) ->
                    kept.add(new Quarantined(i, eventId.toString(), FetchNotice.REASON, null));
                case Fate.Kept(String reason, var causes) ->
                    kept.add(new Quarantined(i, heldAs, reason, Problems.causes(causes)));
            }
        }
        meters.count(source, accepted.size(), parked.size(), 0);
        meters.countKept(source, kept.size(), ignored.size());
        return new IngestReply(accepted, parked, kept, null, ignored.isEmpty() ? null : ignored);
    }
}
