package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.http.IngestReply.Accepted;
import dev.touchline.feedback.http.IngestReply.Parked;
import dev.touchline.feedback.http.IngestReply.Rejected;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.kafka.SurveyRecords;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Finds out whose each response is and has the broker keep it. Blocks nowhere. */
@Singleton
public class Intake {
    private final RosterView roster;
    private final SurveyRecords records;
    private final SurveyProducer producer;
    private final IngestMeters meters;

    Intake(RosterView roster, SurveyRecords records, SurveyProducer producer, IngestMeters meters) {
        this.roster = roster;
        this.records = records;
        this.producer = producer;
        this.meters = meters;
    }

    /**
     * Where a request came from.
     *
     * @param source the id of the source whose key it bore
     * @param receivedAt when it was here in full
     */
    record Receipt(
            String source, Instant receivedAt, @Nullable String traceparent) {}

    /**
     * Sends what is valid.
     *
     * @return completes when the broker has all of it, with what became of each response; fails, and then nothing is
     *     sure, as {@link SurveyProducer#send} does
     */
    CompletionStage<IngestReply> take(Receipt receipt, List<Checked> checked) {
        Sorting sorting = new Sorting(receipt);
        for (int i = 0; i < checked.size(); i++) {
            switch (checked.get(i)) {
                case Checked.Valid(SurveyResponse response) -> sorting.valid(i, response);
                case Checked.Refused(List<Flaw> flaws) -> sorting.refused(i, flaws);
            }
        }
        return producer.send(sorting.outgoing).thenApply(sent -> sorting.reply());
    }

    private final class Sorting {
        private final Receipt receipt;
        private final List<ProducerRecord<String, byte[]>> outgoing = new ArrayList<>();
        private final List<Accepted> accepted = new ArrayList<>();
        private final List<Parked> parked = new ArrayList<>(0);
        private final List<Rejected> rejected = new ArrayList<>(0);

        Sorting(Receipt receipt) {
            this.receipt = receipt;
        }

        void valid(int index, SurveyResponse response) {
            UUID eventId = SurveyRecords.eventId(receipt.source(), response);
            Envelope envelope = new Envelope(eventId, receipt.source(), receipt.receivedAt());
            Attribution attribution = roster.roster().resolve(response.agent(), response.happenedAt());
            outgoing.add(records.of(envelope, response, attribution, receipt.traceparent()));
            switch (attribution) {
                case Attribution.Attributed known ->
                    accepted.add(new Accepted(index, response.responseId(), eventId.toString()));
                case Attribution.UnknownAgent unknown ->
                    parked.add(
                            new Parked(index, response.responseId(), eventId.toString(), SurveyRecords.UNKNOWN_AGENT));
            }
        }

        void refused(int index, List<Flaw> flaws) {
            rejected.add(new Rejected(index, Problems.causes(flaws)));
        }

        IngestReply reply() {
            meters.count(receipt.source(), accepted.size(), parked.size(), rejected.size());
            return new IngestReply(accepted, parked, List.of(), rejected.isEmpty() ? null : rejected, null);
        }
    }
}
