package dev.touchline.feedback.read;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.erasure.WordsExpiry;
import dev.touchline.feedback.kafka.KafkaTopics;
import dev.touchline.feedback.read.Change.Put;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.kafka.UnreadableRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Brings responses from Kafka into the read model. Several writers share the partitions of the Kafka topic: one waits
 * for the database while another reads. What is late for filters needs no reading of its own: {@code survey.late} holds
 * copies of records that are on {@code survey.responses} too.
 */
@Singleton
public class ReadModelConsumer {
    /** How much later heat maps and lists may show a response for being written with others. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    static final String GROUP = "feedback-read-model";

    private static final int MOST_WRITERS = 16;
    /** Ingest takes no answer from further ahead than minutes; a wrong one would make a partition of its own. */
    private static final long MOST_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

    private static final long MICROS_PER_MILLI = 1000;

    private final ReadModel model;
    private final WordsExpiry expiry;
    private final MeterRegistry metrics;
    private final List<ConsumerLoop> writers;

    ReadModelConsumer(
            KafkaClients clients,
            DeadLetters deadLetters,
            ReadModel model,
            WordsExpiry expiry,
            MeterRegistry metrics,
            FeedbackConfig config) {
        this.model = model;
        this.expiry = expiry;
        this.metrics = metrics;
        this.writers = IntStream.rangeClosed(1, writers(config))
                .mapToObj(writer -> ConsumerLoop.of(
                                clients,
                                deadLetters,
                                "read-model-" + writer,
                                GROUP,
                                List.of(KafkaTopics.SURVEY_RESPONSES),
                                this::handle)
                        .gathering(GATHERING))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        writers.forEach(ConsumerLoop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        writers.forEach(ConsumerLoop::close);
    }

    /** Whether a batch waits for PostgreSQL. */
    public boolean holding() {
        return writers.stream().anyMatch(ConsumerLoop::holding);
    }

    /** How many partitions of the Kafka topic this instance writes from. */
    public int assigned() {
        return writers.stream().mapToInt(ConsumerLoop::assigned).sum();
    }

    private static int writers(FeedbackConfig config) {
        int writers = config.readModel().writers();
        if (writers < 0 || writers > MOST_WRITERS) {
            throw new IllegalArgumentException(
                    "touchline.feedback.read-model.writers is " + writers + "; it must be 0 to " + MOST_WRITERS);
        }
        return writers;
    }

    void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws SQLException {
        List<Put> puts = new ArrayList<>(batch.size());
        long cutoff = Micros.of(expiry.cutoff());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            String type = CloudEvents.type(record.headers());
            if (type == null || type.equals(SurveyEventReader.TYPE)) {
                SurveyEvent event = event(record);
                puts.add(Put.of(
                        event.receivedMicros() < cutoff ? event.withoutWords() : event,
                        record.partition(),
                        record.offset()));
            }
        }
        if (puts.isEmpty()) {
            return;
        }
        ReadModel.Outcome outcome = model.apply(puts);
        count("added", outcome.added());
        count("revised", outcome.revised());
        count("outdated", outcome.outdated());
    }

    private void count(String outcome, int responses) {
        metrics.counter("touchline.read.model.responses", "outcome", outcome).increment(responses);
    }

    private static SurveyEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            SurveyEvent event = SurveyEventReader.read(record.value());
            if (event.respondedMicros() < 0
                    || event.respondedMicros() > (record.timestamp() + MOST_AHEAD_MILLIS) * MICROS_PER_MILLI) {
                throw new UnreadableRecord(record, "not a survey response: respondedAt lies before 1970 or ahead");
            }
            return event;
        } catch (SurveyEventReader.Unreadable e) {
            throw new UnreadableRecord(record, "not a survey response: " + e.reason());
        }
    }
}
