package dev.touchline.feedback.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.backing.EventContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SurveyEventReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everySampleIsReadAndNothingOfItIsLost() throws Exception {
        for (String name : List.of("usual", "minimal", "rich")) {
            String sample = EventContract.of("survey.responses").sample(name);
            JsonNode json = JSON.readTree(sample);
            SurveyEvent event = read(sample);
            assertThat(event.eventId()).hasToString(json.path("eventId").asText());
            assertThat(event.source()).isEqualTo(json.path("source").asText());
            assertThat(event.responseId()).isEqualTo(json.path("responseId").asText());
            assertThat(event.attribution()).isEqualTo(json.path("attribution").asInt());
            assertThat(Micros.instant(event.respondedMicros()))
                    .hasToString(json.path("respondedAt").asText());
            assertThat(event.agentId()).isEqualTo(json.path("agent").path("id").asText());
            assertThat(
                            event.alias() == null
                                    ? null
                                    : event.alias().kind() + " " + event.alias().value())
                    .isEqualTo(name.equals("rich") ? "extension 4711" : null);
            assertThat(event.team()).isEqualTo(json.path("team").asText());
            assertThat(JSON.readTree(event.ratingsJson())).isEqualTo(json.path("ratings"));
            assertThat(event.ratings())
                    .extracting(rating -> rating.score().value())
                    .isEqualTo(
                            each(json, "ratings", rating -> rating.path("score").asDouble()));
            assertThat(SurveyEventReader.ratings(event.ratingsJson())).isEqualTo(event.ratings());
            assertThat(event.interactionJson() == null ? null : JSON.readTree(event.interactionJson()))
                    .isEqualTo(json.get("interaction"));
            assertThat(event.customerRef())
                    .isEqualTo(json.path("customer").path("ref").textValue());
            assertThat(event.comment()).isEqualTo(json.path("comment").textValue());
            assertThat(event.tags()).isEqualTo(each(json, "tags", JsonNode::asText));
        }
    }

    @Test
    void whatIsNoResponseIsRefusedWithoutQuotingIt() {
        String usual = EventContract.of("survey.responses").sample("minimal");
        for (String text : List.of(
                "",
                "null",
                "7",
                "[]",
                "{}",
                "{\"eventId\":7}",
                usual.replace("\"ratings\": [", "\"ratings\": [7, "),
                usual.replace("0.0", "-1"),
                usual.replace("0.0", "\"0\""),
                usual.replace("2026-11-21T10:05:00Z", "yesterday"),
                usual.replace("2026-11-21T10:05:00Z", "+999999999-01-01T00:00:00Z"),
                usual.replace("\"team\": \"billing\"", "\"team\": null"),
                usual.substring(0, usual.length() - 5))) {
            assertThatThrownBy(() -> read(text))
                    .as(text)
                    .isInstanceOf(SurveyEventReader.Unreadable.class)
                    .hasMessageNotContaining("yesterday");
        }
        assertThatThrownBy(() -> SurveyEventReader.read(null)).isInstanceOf(SurveyEventReader.Unreadable.class);
    }

    private static SurveyEvent read(String json) throws SurveyEventReader.Unreadable {
        return SurveyEventReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> List<T> each(JsonNode json, String field, Function<JsonNode, T> value) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(value)
                .toList();
    }
}
