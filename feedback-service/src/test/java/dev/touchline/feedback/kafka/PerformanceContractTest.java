package dev.touchline.feedback.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.backing.EventContract;
import dev.touchline.feedback.core.Vetted;
import dev.touchline.feedback.core.metric.Evaluation;
import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.feedback.core.metric.Poster;
import dev.touchline.feedback.json.EvaluationReader;
import dev.touchline.feedback.json.MetricEventReader;
import dev.touchline.feedback.json.MetricReader;
import dev.touchline.feedback.json.PerformanceWriter;
import dev.touchline.feedback.json.PerformanceWriter.Receipt;
import dev.touchline.feedback.json.PostedList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PerformanceContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyMetricSampleIsWhatIsWrittenWhenItsContentIsPosted() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.AGENT_METRICS);
        for (String sample : contract.samples().values()) {
            JsonNode event = JSON.readTree(sample);
            MetricValue value = only(MetricReader.read(posted(event), receivedAt(event)));
            byte[] written = PerformanceWriter.metric(receipt(event), value);
            contract.assertMeets(text(written));
            assertThat(JSON.readTree(text(written))).isEqualTo(event);
            assertThat(MetricEventReader.read(sample.getBytes(StandardCharsets.UTF_8)))
                    .contains(new MetricEventReader.Posted(value, receivedAt(event)));
        }
    }

    @Test
    void everyEvaluationSampleIsWhatIsWrittenWhenItsContentIsPosted() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.QUALITY_EVALUATIONS);
        for (String sample : contract.samples().values()) {
            JsonNode event = JSON.readTree(sample);
            Evaluation value =
                    only(EvaluationReader.read(posted(event), receipt(event).poster(), receivedAt(event)));
            byte[] written = PerformanceWriter.evaluation(receipt(event), value);
            contract.assertMeets(text(written));
            assertThat(JSON.readTree(text(written))).isEqualTo(event);
        }
    }

    @Test
    void theSameContentFromTheSamePosterHasTheSameIdAndNothingElseHas() {
        Instant from = Instant.parse("2026-11-21T00:00:00Z");
        MetricValue value = new MetricValue("a-17", "occupancy", from, from.plusSeconds(60), 1);
        Poster demo = new Poster.Platform("demo");
        UUID id = PerformanceRecords.eventId(demo, value);
        assertThat(PerformanceRecords.eventId(
                        demo, new MetricValue("a-17", "occupancy", from, from.plusSeconds(60), 1.0)))
                .isEqualTo(id);
        assertThat(PerformanceRecords.eventId(
                        demo, new MetricValue("a-17", "occupancy", from, from.plusSeconds(60), 2)))
                .isNotEqualTo(id);
        assertThat(PerformanceRecords.eventId(new Poster.Person("demo"), value)).isNotEqualTo(id);
    }

    private static byte[] posted(JsonNode event) {
        ObjectNode body = event.deepCopy();
        return body.remove(List.of("eventId", "postedBy", "receivedAt"))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Instant receivedAt(JsonNode event) {
        return Instant.parse(event.path("receivedAt").asText());
    }

    private static Receipt receipt(JsonNode event) {
        JsonNode by = event.path("postedBy");
        return new Receipt(
                UUID.fromString(event.path("eventId").asText()),
                by.has("source")
                        ? new Poster.Platform(by.path("source").asText())
                        : new Poster.Person(by.path("subject").asText()),
                receivedAt(event));
    }

    private static <T> T only(PostedList<T> list) {
        if (list instanceof PostedList.Read<T>(var items, boolean array)
                && !array
                && items.size() == 1
                && items.getFirst() instanceof Vetted.Valid<T>(T value)) {
            return value;
        }
        throw new AssertionError("Refused: " + list);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
