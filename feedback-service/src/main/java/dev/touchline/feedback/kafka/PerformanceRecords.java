package dev.touchline.feedback.kafka;

import dev.touchline.feedback.core.metric.Evaluation;
import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.feedback.core.metric.Poster;
import dev.touchline.feedback.json.PerformanceWriter;
import dev.touchline.feedback.json.PerformanceWriter.Receipt;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records that metrics and evaluations travel in, keyed by the agent: one agent's stay in order. */
@Singleton
public class PerformanceRecords {
    private static final String METRIC_TYPE = "dev.touchline.agent.metric.v1";
    private static final String EVALUATION_TYPE = "dev.touchline.quality.evaluation.v1";

    private final String ceSource;

    PerformanceRecords(KafkaClients clients) {
        this.ceSource = clients.source();
    }

    /** The same value from the same poster always has the same id. */
    public static UUID eventId(Poster poster, MetricValue metric) {
        return Uuid5.of(
                "metric",
                kind(poster),
                name(poster),
                metric.agent(),
                metric.metric(),
                metric.from().toString(),
                metric.to().toString(),
                Double.toString(metric.value()));
    }

    /** The same words from the same poster always have the same id. */
    public static UUID eventId(Poster poster, Evaluation evaluation) {
        Instant whatever = Instant.EPOCH;
        return Uuid5.of(
                "evaluation",
                kind(poster),
                name(poster),
                new String(
                        PerformanceWriter.evaluation(new Receipt(new UUID(0, 0), poster, whatever), evaluation),
                        StandardCharsets.UTF_8));
    }

    public ProducerRecord<String, byte[]> metric(Receipt receipt, MetricValue metric, @Nullable String traceparent) {
        byte[] value = PerformanceWriter.metric(receipt, metric);
        return record(KafkaTopics.AGENT_METRICS, metric.agent(), value, METRIC_TYPE, receipt, traceparent);
    }

    public ProducerRecord<String, byte[]> evaluation(
            Receipt receipt, Evaluation evaluation, @Nullable String traceparent) {
        byte[] value = PerformanceWriter.evaluation(receipt, evaluation);
        return record(
                KafkaTopics.QUALITY_EVALUATIONS, evaluation.agent(), value, EVALUATION_TYPE, receipt, traceparent);
    }

    private ProducerRecord<String, byte[]> record(
            String topic, String agent, byte[] value, String type, Receipt receipt, @Nullable String traceparent) {
        return new ProducerRecord<>(
                topic,
                null,
                agent,
                value,
                CloudEvents.headers(ceSource, receipt.eventId(), type, receipt.receivedAt(), traceparent));
    }

    private static String kind(Poster poster) {
        return switch (poster) {
            case Poster.Platform platform -> "source";
            case Poster.Person person -> "subject";
        };
    }

    private static String name(Poster poster) {
        return switch (poster) {
            case Poster.Platform(String source) -> source;
            case Poster.Person(String subject) -> subject;
        };
    }
}
