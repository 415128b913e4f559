package dev.touchline.feedback.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.backing.EventContract;
import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Channel;
import dev.touchline.feedback.core.Direction;
import dev.touchline.feedback.core.Interaction;
import dev.touchline.feedback.core.Rating;
import dev.touchline.feedback.core.Scale;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Assignments;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.json.EventWriter;
import dev.touchline.feedback.json.PublishedResponse;
import dev.touchline.feedback.json.Retraction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RESPONDED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Envelope ENVELOPE = new Envelope(
            UUID.fromString("e2959ef1-1720-55e3-97be-133842a1984a"), "demo", Instant.parse("2026-11-21T10:00:02.118Z"));
    private static final SurveyResponse USUAL = new SurveyResponse(
            "r-123",
            RESPONDED,
            RESPONDED,
            new Interaction(
                    "c-9", Channel.VOICE, Instant.parse("2026-11-21T09:58:00Z"), "https://platform.example/c/9"),
            new AgentRef.ById("a-17"),
            "cust-5",
            List.of(rating("product-knowledge", 2, 1, 5), rating("overall", 9, 0, 10)),
            "He did not know the plan",
            "en",
            List.of("billing"));
    private static final Agent ADA =
            new Agent("a-17", "Ada Moss", "agent:a-17", Assignments.first("billing"), List.of(), null, null, 1);

    @Test
    void theUsualResponseIsWrittenAsTheContractShowsIt() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.SURVEY_RESPONSES);
        String written = text(EventWriter.attributed(ENVELOPE, USUAL, new Attributed(ADA, "billing")));
        contract.assertMeets(written);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(contract.sample("usual")));
    }

    @Test
    void aResponseWithoutAnythingOptionalMeetsTheContract() {
        SurveyResponse bare = new SurveyResponse(
                "r", RESPONDED, RESPONDED, null, USUAL.agent(), null, USUAL.ratings(), null, null, List.of());
        EventContract.of(KafkaTopics.SURVEY_RESPONSES)
                .assertMeets(text(EventWriter.attributed(ENVELOPE, bare, new Attributed(ADA, "billing"))));
    }

    @Test
    void aResponseThatMovesIsWrittenAsItWasUnderItsNewAgent() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.SURVEY_RESPONSES);
        for (String name : List.of("usual", "minimal", "rich")) {
            JsonNode was = JSON.readTree(contract.sample(name));
            JsonNode moved = JSON.readTree(EventWriter.moved(
                    UUID.fromString(was.path("eventId").asText()),
                    published(was),
                    was.path("attribution").asInt(),
                    new Attributed(
                            new Agent(
                                    was.at("/agent/id").asText(),
                                    was.at("/agent/name").asText(),
                                    "subject",
                                    List.of(),
                                    List.of(),
                                    startedOn(was),
                                    null,
                                    1),
                            was.path("team").asText())));
            contract.assertMeets(moved.toString());
            assertThat(moved).as(name).isEqualTo(was);
        }
    }

    @Test
    void anErasureIsWrittenAsTheContractShowsItAndEverySampleIsRead() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.PRIVACY_ERASURES);
        byte[] written = ErasureWire.row(new ResponseName("demo", "r-123"), Instant.parse("2026-11-22T09:30:00Z"))
                .payload();
        contract.assertMeets(text(written));
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(contract.sample("usual")));
        for (String sample : contract.samples().values()) {
            ResponseName name = ErasureWire.name(sample.getBytes(StandardCharsets.UTF_8));
            assertThat(name.responseId())
                    .isEqualTo(JSON.readTree(sample).path("responseId").asText());
        }
    }

    @Test
    void aRetractionIsWrittenAsTheContractShowsIt() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.SURVEY_RESPONSES);
        JsonNode sample = JSON.readTree(contract.sample("retracted"));
        String written = text(EventWriter.retracted(new Retraction(
                UUID.fromString(sample.path("eventId").asText()),
                "old-platform",
                sample.path("responseId").asText(),
                2,
                Instant.parse("2026-11-21T10:30:00.250Z"),
                Instant.parse("2026-11-24T08:00:00.500Z"),
                "a-17",
                "Ada Moss",
                "billing",
                "corrected-alias")));
        contract.assertMeets(written);
        assertThat(JSON.readTree(written)).isEqualTo(sample);
    }

    private static @Nullable LocalDate startedOn(JsonNode event) {
        JsonNode day = event.at("/agent/startedOn");
        return day.isMissingNode() ? null : LocalDate.parse(day.asText());
    }

    private static PublishedResponse published(JsonNode event) {
        JsonNode alias = event.at("/agent/alias");
        return new PublishedResponse(
                UUID.randomUUID(),
                event.path("source").asText(),
                event.path("responseId").asText(),
                1,
                Instant.parse(event.path("receivedAt").asText()),
                Instant.parse(event.path("respondedAt").asText()),
                Instant.parse(event.path("updatedAt").asText()),
                "somebody-else",
                "elsewhere",
                alias.isMissingNode()
                        ? null
                        : new AgentRef.ByAlias(
                                alias.path("kind").asText(), alias.path("value").asText()),
                event.has("interaction") ? event.path("interaction").toString() : null,
                event.path("customer").path("ref").textValue(),
                event.path("ratings").toString(),
                event.path("comment").textValue(),
                event.path("language").textValue(),
                StreamSupport.stream(event.path("tags").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    @Test
    void aParkedResponseMeetsTheContract() {
        EventContract contract = EventContract.of(KafkaTopics.SURVEY_QUARANTINE);
        contract.assertMeets(text(EventWriter.parked(ENVELOPE, USUAL, SurveyRecords.UNKNOWN_AGENT)));
        Scale words = new Scale(0, 1, Direction.LOWER_IS_BETTER, Map.of("no", 0.0, "yes", 1.0));
        SurveyResponse worded = new SurveyResponse(
                "r",
                RESPONDED,
                RESPONDED,
                null,
                new AgentRef.ByAlias("email", "x@example.com"),
                null,
                List.of(new Rating("resolution", 0, "no", words)),
                null,
                null,
                List.of());
        contract.assertMeets(text(EventWriter.parked(ENVELOPE, worded, SurveyRecords.UNKNOWN_AGENT)));
    }

    @Test
    void everyRosterSampleIsReadAndWrittenBackAsItWas() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.ROSTER);
        for (String sample : contract.samples().values()) {
            JsonNode json = JSON.readTree(sample);
            byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
            byte[] written = json.has("agent")
                    ? RosterWire.write(RosterWire.agent(bytes))
                    : RosterWire.write(RosterWire.team(bytes));
            contract.assertMeets(text(written));
            assertThat(JSON.readTree(text(written))).isEqualTo(json);
        }
    }

    @Test
    void everySourceSampleIsReadAndWrittenBackAsItWas() throws IOException {
        EventContract contract = EventContract.of(KafkaTopics.FEEDBACK_SOURCES);
        for (String sample : contract.samples().values()) {
            Source source = SourceWire.source(sample.getBytes(StandardCharsets.UTF_8));
            byte[] written = SourceWire.write(source);
            contract.assertMeets(text(written));
            assertThat(SourceWire.source(written)).isEqualTo(source);
            assertThat(JSON.readTree(written).properties().size())
                    .isEqualTo(JSON.readTree(sample).properties().size());
        }
    }

    private static Rating rating(String topic, double value, double min, double max) {
        return new Rating(topic, value, null, new Scale(min, max, Direction.HIGHER_IS_BETTER, Map.of()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
