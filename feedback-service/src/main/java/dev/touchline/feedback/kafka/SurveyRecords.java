package dev.touchline.feedback.kafka;

import dev.touchline.feedback.core.ContentHash;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import dev.touchline.feedback.core.roster.Attribution.UnknownAgent;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.json.EventWriter;
import dev.touchline.feedback.json.FetchNotice;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.json.HeldWriter;
import dev.touchline.feedback.json.PublishedResponse;
import dev.touchline.feedback.json.Retraction;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records that a response travels in. */
@Singleton
public class SurveyRecords {
    /** Why a response is parked. */
    public static final String UNKNOWN_AGENT = "unknown-agent";

    private static final String RESPONSE_TYPE = "dev.touchline.survey.response.v1";
    /** The CloudEvents type of a retraction. */
    public static final String RETRACTED_TYPE = "dev.touchline.survey.retracted.v1";

    private static final String PARKED_TYPE = "dev.touchline.survey.parked.v1";
    private static final String DELIVERY_TYPE = "dev.touchline.survey.delivery.v1";
    private static final String FETCH_BACK_TYPE = "dev.touchline.survey.fetch-back.v1";

    private final String ceSource;

    SurveyRecords(KafkaClients clients) {
        this.ceSource = clients.source();
    }

    /** The same response from the same source with the same words always has the same id. */
    public static UUID eventId(String source, SurveyResponse response) {
        return Uuid5.of(
                "response",
                source,
                response.responseId(),
                response.updatedAt().toString(),
                ContentHash.of(response),
                Integer.toString(EventWriter.FIRST_ATTRIBUTION));
    }

    /** The same bytes with the same headers from the same source always have the same id. */
    public static UUID deliveryId(String source, Delivery delivery) {
        return Uuid5.of("delivery", source, digest(delivery));
    }

    /** The same notice always has the same id; a later notice of the same response another one. */
    public static UUID fetchId(String source, Delivery delivery, String surveyId, String responseId) {
        return Uuid5.of("fetch-back", source, surveyId, responseId, digest(delivery));
    }

    /** @param traceparent the W3C trace context of the request, passed on as it came */
    public ProducerRecord<String, byte[]> of(
            Envelope envelope, SurveyResponse response, Attribution attribution, @Nullable String traceparent) {
        return switch (attribution) {
            case Attributed whose -> attributed(envelope, response, whose, traceparent);
            case UnknownAgent unknown -> parked(envelope, response, traceparent);
        };
    }

    /** Keyed by the agent, so that one agent's responses stay in order. */
    public ProducerRecord<String, byte[]> attributed(
            Envelope envelope, SurveyResponse response, Attributed whose, @Nullable String traceparent) {
        return record(
                KafkaTopics.SURVEY_RESPONSES,
                whose.agent().id(),
                EventWriter.attributed(envelope, response, whose),
                RESPONSE_TYPE,
                envelope,
                traceparent);
    }

    /** A published response under another agent, or under the same one once more. */
    public ProducerRecord<String, byte[]> moved(PublishedResponse response, int attribution, Attributed whose) {
        UUID eventId =
                Uuid5.of("moved", response.eventId().toString(), whose.agent().id(), Integer.toString(attribution));
        return record(
                KafkaTopics.SURVEY_RESPONSES,
                whose.agent().id(),
                EventWriter.moved(eventId, response, attribution, whose),
                RESPONSE_TYPE,
                new Envelope(eventId, response.source(), response.receivedAt()),
                null);
    }

    /** The same retraction always has the same id. */
    public static UUID retractionId(
            String source, String responseId, String agentId, Instant updatedAt, int attribution) {
        return Uuid5.of("retracted", source, responseId, agentId, updatedAt.toString(), Integer.toString(attribution));
    }

    /** Word to those who read an agent's records. */
    public ProducerRecord<String, byte[]> retracted(Retraction retraction) {
        return record(
                KafkaTopics.SURVEY_RESPONSES,
                retraction.agentId(),
                EventWriter.retracted(retraction),
                RETRACTED_TYPE,
                new Envelope(retraction.eventId(), retraction.source(), retraction.retractedAt()),
                null);
    }

    /** A delivery of which something could not be taken. */
    public ProducerRecord<String, byte[]> delivery(HeldDelivery held, @Nullable String traceparent) {
        Envelope envelope = held.envelope();
        return record(
                KafkaTopics.SURVEY_QUARANTINE,
                envelope.source() + "/" + envelope.eventId(),
                HeldWriter.delivery(held),
                DELIVERY_TYPE,
                envelope,
                traceparent);
    }

    /** Word of a response that is to be fetched. */
    public ProducerRecord<String, byte[]> fetchBack(FetchNotice notice, @Nullable String traceparent) {
        Envelope envelope = notice.envelope();
        return record(
                KafkaTopics.SURVEY_QUARANTINE,
                envelope.source() + "/" + notice.responseId(),
                HeldWriter.fetchBack(notice),
                FETCH_BACK_TYPE,
                envelope,
                traceparent);
    }

    private static String digest(Delivery delivery) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(delivery.headers())
                    .forEach((name, value) -> sha.update((name + ":" + value + "\n").getBytes(StandardCharsets.UTF_8)));
            sha.update((byte) '\n');
            return HexFormat.of().formatHex(sha.digest(delivery.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private ProducerRecord<String, byte[]> parked(
            Envelope envelope, SurveyResponse response, @Nullable String traceparent) {
        return record(
                KafkaTopics.SURVEY_QUARANTINE,
                envelope.source() + "/" + response.responseId(),
                EventWriter.parked(envelope, response, UNKNOWN_AGENT),
                PARKED_TYPE,
                envelope,
                traceparent);
    }

    private ProducerRecord<String, byte[]> record(
            String topic, String key, byte[] value, String type, Envelope envelope, @Nullable String traceparent) {
        return new ProducerRecord<>(
                topic,
                null,
                key,
                value,
                CloudEvents.headers(ceSource, envelope.eventId(), type, envelope.receivedAt(), traceparent));
    }
}
