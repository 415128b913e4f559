package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Cause;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Edition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.Quiet;
import dev.touchline.alerting.core.Reason;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Silence;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.Tenure;
import dev.touchline.alerting.json.SystemicJson;
import dev.touchline.backing.EventContract;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.kafka.CloudEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static final Instant T = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TOPIC = "product-knowledge";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventContract NEEDED = EventContract.of(KafkaTopics.NEEDED);

    private static final String DISMISSED = """
            {"outcomeId":"00000000-0000-0001-0000-000000000001","itemId":"00000000-0000-0007-0000-000000000001",
             "type":"dismissed","cause":"product","at":"2026-11-21T10:00:00Z","by":"supervisor:billing",
             "agent":{"id":"a-17","name":"Ada Moss"},"team":"billing","topic":"product-knowledge","kind":"coaching",
             "version":2,"evidence":[{"source":"demo","responseId":"r-1"}]}""";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private FilterBook book = FilterBook.of(List.of(preset(TOPIC), preset("courtesy")));

    private final Path state =
            Path.of("target", "topology-test", UUID.randomUUID().toString());

    private Instant stateAskedFor = Instant.MIN;

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> responses;
    private TestOutputTopic<byte[], byte[]> needed;
    private TestOutputTopic<byte[], byte[]> late;
    private TestOutputTopic<byte[], byte[]> dead;

    @SuppressWarnings("NullAway.Init")
    TopologyTest() {}

    @BeforeEach
    void start() {
        AlertingConfig config = new SmallRyeConfigBuilder()
                .withMapping(AlertingConfig.class)
                .withConverter(Duration.class, 100, Duration::parse)
                .withDefaultValue("touchline.alerting.state-dir", state.toString())
                .build()
                .getConfigMapping(AlertingConfig.class);
        Properties settings = StreamsSettings.of(Map.of("bootstrap.servers", "nowhere:1"), config);
        Judging.Filters filters = (receivedAt, state) -> {
            stateAskedFor = state;
            return book;
        };
        Snapshots none = new Snapshots(config.grace());
        Judging judging = new Judging(
                config.grace(),
                config.forgetAfter(),
                filters,
                receivedAt -> none,
                config.systemic().watch());
        driver = new TopologyTestDriver(AlertingTopology.of(judging, new AlertingMetrics(registry)), settings, T);
        responses =
                driver.createInputTopic(KafkaTopics.RESPONSES, new ByteArraySerializer(), new ByteArraySerializer());
        needed = output(KafkaTopics.NEEDED);
        late = output(KafkaTopics.LATE);
        dead = output(KafkaTopics.RESPONSES_DLQ);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aPoorRatingBecomesANeedWithTheWholeResponse() {
        // given
        Survey survey = Survey.of("a-17", "r-1", T).rated(TOPIC, 2).rated("overall", 5);

        // when
        send(survey);

        // then
        TestRecord<byte[], byte[]> record = needed.readRecord();
        JsonNode need = json(record);
        NEEDED.assertMeets(need.toString());
        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("a-17");
        String needId = Uuid5.of("need", "product-knowledge-poor", "a-17", TOPIC, "demo", "r-1")
                .toString();
        assertThat(need.path("needId").asText()).isEqualTo(needId);
        assertThat(CloudEvents.id(record.headers()))
                .isEqualTo(Uuid5.of("need-event", needId, need.path("seq").asText())
                        .toString());
        assertThat(CloudEvents.type(record.headers())).isEqualTo("dev.touchline.coaching.need-raised.v1");
        assertThat(CloudEvents.text(record.headers(), "traceparent")).isEqualTo("00-trace");
        assertThat(need.path("response")).isEqualTo(tree(survey.json()));
        assertThat(need.path("freshUntil").asText()).isEqualTo("2026-11-21T11:58:00Z");
        assertThat(need.path("why").path("sentence").asText()).startsWith("Rated 2 of 5 on product-knowledge;");
        assertThat(needed.isEmpty()).isTrue();
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "1"));
        assertThat(registry.counter("touchline.flags", "type", "raised").count())
                .isEqualTo(1);
    }

    @Test
    void aFlagIsRaisedOnceWhenThePlatformRepeatsAResponse() {
        Survey survey = Survey.of("a-17", "r-1", T).rated(TOPIC, 2);
        send(survey);
        send(survey);
        send(survey.rated(TOPIC, 5).updatedAt(T.minusSeconds(1)));

        assertThat(needed.readRecordsToList()).hasSize(1);
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "1", "0/duplicate", "1", "0/superseded", "1"));
    }

    @Test
    void furtherEvidenceAndItsCorrectionAreToldInOrder() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));
        Survey second = Survey.of("a-17", "r-2", T.plusSeconds(60)).rated(TOPIC, 1);
        send(second);
        send(second.rated(TOPIC, 5).updatedAt(T.plusSeconds(600)));

        List<JsonNode> told = needs();
        told.forEach(need -> NEEDED.assertMeets(need.toString()));
        assertThat(told)
                .extracting(need -> need.path("type").asText())
                .containsExactly("raised", "evidence-added", "withdrawn");
        assertThat(told)
                .extracting(need -> need.path("seq").asLong() - T.getEpochSecond())
                .containsExactly(3L, 4L, 5L);
        assertThat(told).extracting(need -> need.path("evidenceLeft").asInt()).containsExactly(1, 2, 1);
        assertThat(told).extracting(need -> need.has("response")).containsExactly(true, true, false);
        assertThat(told)
                .extracting(need -> need.path("needId").asText())
                .containsOnly(told.getFirst().path("needId").asText());
        assertThat(registry.counter("touchline.flags.suppressed").count()).isEqualTo(1);
    }

    @Test
    void aRevisionThatDropsATopicTakesItsNeedBack() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2).rated("courtesy", 1));
        needs();

        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2).updatedAt(T.plusSeconds(9)));

        assertThat(needs()).singleElement().satisfies(need -> {
            assertThat(need.path("type").asText()).isEqualTo("withdrawn");
            assertThat(need.path("topic").asText()).isEqualTo("courtesy");
            assertThat(need.path("evidenceLeft").asInt()).isZero();
            NEEDED.assertMeets(need.toString());
        });
    }

    @Test
    void aResponseThatMovesTakesItsNeedFromOneAgentToTheOther() {
        // given
        Survey survey = Survey.of("a-17", "r-1", T).rated(TOPIC, 2);
        send(survey);
        needs();

        // when
        send("a-17", survey.retraction(2), SurveyResponses.RETRACTED);
        send("a-18", survey.movedTo("a-18", 2));
        send(survey);

        // then
        List<JsonNode> told = needs();
        told.forEach(need -> NEEDED.assertMeets(need.toString()));
        assertThat(told)
                .extracting(need -> need.path("type").asText() + " "
                        + need.at("/agent/id").asText() + " "
                        + need.path("evidenceLeft").asInt())
                .containsExactly("withdrawn a-17 0", "raised a-18 1");
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "3", "0/superseded", "1"));
    }

    @Test
    void aRetractionWithoutItsFieldsIsDeadLettered() {
        send("a-17", "{\"source\":\"demo\"}", SurveyResponses.RETRACTED);

        assertThat(CloudEvents.text(dead.readRecord().headers(), "dlq_reason")).isEqualTo("eventId is missing");
    }

    @Test
    void whatComesAfterTheGraceGoesToSurveyLateUnchanged() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 5));
        Survey old = Survey.of("a-17", "r-2", T.minus(Duration.ofHours(73))).rated(TOPIC, 1);
        send(old);

        TestRecord<byte[], byte[]> record = late.readRecord();
        assertThat(json(record)).isEqualTo(tree(old.json()));
        assertThat(CloudEvents.text(record.headers(), "late_by")).isEqualTo("PT1H");
        assertThat(CloudEvents.text(record.headers(), "late_topics")).isNull();
        assertThat(needed.isEmpty()).isTrue();
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "1", "0/late", "1"));
    }

    @Test
    void whatIsLateOnOneTopicOnlyIsEvaluatedAndToldToBeLateThere() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 5));
        send(Survey.of("a-17", "r-2", T.minus(Duration.ofHours(73)))
                .rated(TOPIC, 1)
                .rated("courtesy", 1));

        assertThat(CloudEvents.text(late.readRecord().headers(), "late_topics")).isEqualTo(TOPIC);
        assertThat(needs()).extracting(need -> need.path("topic").asText()).containsExactly("courtesy");
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "2"));
    }

    @Test
    void whatCannotBeReadIsDeadLetteredWithItsPlaceAndTheStreamGoesOn() {
        String good = Survey.of("a-17", "r-1", T).rated(TOPIC, 2).json();
        List<String> poison = List.of(
                "{",
                "[]",
                "null",
                "",
                good + "x",
                good.replace("\"score\":25.0", "\"score\":250"),
                good.replace("\"respondedAt\"", "\"replied\""),
                good.replace("2026-11-21T10:00:00Z", "yesterday"));
        poison.forEach(value -> send("a-17", value));
        send("a-18", good);
        responses.pipeInput(
                new TestRecord<>(null, good.getBytes(StandardCharsets.UTF_8), headers(SurveyResponses.TYPE)));
        responses.pipeInput(
                new TestRecord<>("a-17".getBytes(StandardCharsets.UTF_8), null, headers(SurveyResponses.TYPE)));
        send("a-17", good);

        List<TestRecord<byte[], byte[]>> letters = dead.readRecordsToList();
        assertThat(letters).hasSize(11);
        assertThat(letters)
                .extracting(letter -> CloudEvents.text(letter.headers(), "dlq_reason"))
                .containsExactly(
                        "not JSON",
                        "not JSON of a response",
                        "no value",
                        "not JSON of a response",
                        "not JSON",
                        "score must be a number from 0 to 100",
                        "respondedAt is missing",
                        "respondedAt has the wrong type or form",
                        "key is not agent.id",
                        "key is not agent.id",
                        "no value");
        assertThat(letters.getFirst().value()).asString(StandardCharsets.UTF_8).isEqualTo("{");
        assertThat(CloudEvents.text(letters.get(2).headers(), "dlq_offset")).isEqualTo("2");
        assertThat(CloudEvents.text(letters.get(2).headers(), "dlq_topic")).isEqualTo("survey.responses");
        assertThat(needs()).hasSize(1);
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "1", "0/dead-lettered", "11"));
    }

    @Test
    void numbersThatWouldFillTheMemoryAndTimesThatNobodyCanHoldAreDeadLettered() {
        String good = Survey.of("a-17", "r-1", T).rated(TOPIC, 2).json();
        send("a-17", good.replace("\"value\":2", "\"value\":1e999999999"));
        send("a-17", good.replace("\"value\":2", "\"value\":-1e13"));
        send("a-17", good.replace("\"max\":5", "\"max\":1e999999999"));
        send("a-17", good.replace("\"score\":25.0", "\"score\":1e999999999"));
        send("a-17", good.replace("\"2026-11-21T10:00:00Z\"", "1e999999999"));
        send("a-17", good.replace("2026-11-21T09:58:00Z", "+999999999-01-01T00:00:00Z"));
        send("a-17", good.replace("\"r-1\"", "\"\\ud800\""));
        send("a-17", good.replace("Agent a-17", "x".repeat(300)));
        send("a-17", good.replace("\"value\":2", "\"value\":1e-999999999"));

        assertThat(dead.readRecordsToList())
                .extracting(letter -> CloudEvents.text(letter.headers(), "dlq_reason"))
                .containsExactly(
                        "ratings.value must be a number of at most 12 digits",
                        "ratings.value must be a number of at most 12 digits",
                        "ratings.scale.max must be a number of at most 12 digits",
                        "score must be a number from 0 to 100",
                        "respondedAt has the wrong type or form",
                        "interaction.endedAt must lie within the years 1970 to 9999",
                        "responseId must have 1 to 256 characters, none of them U+0000 or half of a pair",
                        "agent.name must have 1 to 256 characters, none of them U+0000 or half of a pair");
        assertThat(needs())
                .extracting(need -> need.path("why").path("sentence").asText())
                .singleElement()
                .asString()
                .startsWith("Rated 0 of 5");
    }

    @Test
    void aRecordThatDoesNotSayWhatItIsIsDeadLettered() {
        responses.pipeInput(new TestRecord<>(
                "a-17".getBytes(StandardCharsets.UTF_8),
                Survey.of("a-17", "r-1", T).rated(TOPIC, 2).json().getBytes(StandardCharsets.UTF_8)));

        assertThat(CloudEvents.text(dead.readRecord().headers(), "dlq_reason")).isEqualTo("no event type");
    }

    @Test
    void anotherKindOfEventIsDeadLettered() {
        responses.pipeInput(new TestRecord<>(
                "a-17".getBytes(StandardCharsets.UTF_8),
                Survey.of("a-17", "r-1", T).rated(TOPIC, 2).json().getBytes(StandardCharsets.UTF_8),
                headers("dev.touchline.survey.other.v1")));

        assertThat(CloudEvents.text(dead.readRecord().headers(), "dlq_reason")).isEqualTo("unknown event type");
    }

    @Test
    void theVersionInForceAtReceiptJudges() {
        Instant edited = T.plusSeconds(100);
        book = FilterBook.of(List.of(preset(TOPIC), new Filter("product-knowledge-poor", 2, edited, stricter())));

        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 3).receivedAt(edited.minusMillis(1)));
        send(Survey.of("a-18", "r-2", T).rated(TOPIC, 3).receivedAt(edited));

        assertThat(needs()).singleElement().satisfies(need -> {
            assertThat(need.path("agent").path("id").asText()).isEqualTo("a-18");
            assertThat(need.path("filter").path("version").asInt()).isEqualTo(2);
        });
    }

    @Test
    void aDeletedFilterRaisesNothingButStillTakesBack() {
        Survey survey = Survey.of("a-17", "r-1", T).rated(TOPIC, 2);
        send(survey);
        needs();
        book = book.with(new Edition.Ended("product-knowledge-poor", 2, T.plusSeconds(10)));

        send(Survey.of("a-17", "r-2", T.plusSeconds(20)).rated(TOPIC, 1));
        assertThat(needed.isEmpty()).isTrue();

        send(survey.rated(TOPIC, 5).updatedAt(T.plusSeconds(30)).receivedAt(T.plusSeconds(30)));
        assertThat(needs()).extracting(need -> need.path("type").asText()).containsExactly("withdrawn");
    }

    @Test
    void noStoreHoldsAWordOfTheCustomer() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));

        KeyValueStore<String, byte[]> memory = driver.getKeyValueStore(StateStores.MEMORY);
        try (var all = memory.all()) {
            assertThat(all)
                    .toIterable()
                    .hasSize(4)
                    .allSatisfy(entry -> assertThat(new String(entry.value, StandardCharsets.UTF_8))
                            .doesNotContain("plan"));
        }
    }

    @Test
    void agentsNotHeardOfForLongAreForgotten() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));
        KeyValueStore<String, byte[]> memory = driver.getKeyValueStore(StateStores.MEMORY);
        String response = StateStores.responseKey("a-17", new ResponseKey("demo", "r-1"));
        String history = StateStores.historyKey("a-17", TOPIC);

        driver.advanceWallClockTime(Duration.ofDays(39));
        assertThat(memory.get(response)).isNotNull();

        driver.advanceWallClockTime(Duration.ofDays(2));
        assertThat(memory.get(response)).isNull();
        assertThat(memory.get(history)).as("as long as a cooldown may be").isNotNull();

        driver.advanceWallClockTime(Duration.ofDays(97));
        assertThat(memory.get(history)).isNull();
        assertThat(memory.get(StateStores.timeKey("a-17", TOPIC))).isNull();
    }

    /** Coaching has applied two numbers of this need, and would ignore them. */
    @Test
    void aNeedThatComesAgainAfterItWasForgottenIsToldUnderHigherNumbers() {
        Survey poor = Survey.of("a-17", "r-1", T).rated(TOPIC, 2);
        send(poor);
        send(poor.rated(TOPIC, 5).updatedAt(T.plusSeconds(30)).receivedAt(T.plusSeconds(30)));
        List<JsonNode> before = needs();
        Duration halfAYear = Duration.ofDays(182);
        driver.advanceWallClockTime(halfAYear);

        Instant later = T.plus(halfAYear);
        Survey revised = new Survey("a-17", "r-1", later, later.plusSeconds(2), later, poor.ratings());
        responses.pipeInput(new TestRecord<>(
                "a-17".getBytes(StandardCharsets.UTF_8),
                revised.json().getBytes(StandardCharsets.UTF_8),
                headers(SurveyResponses.TYPE),
                later));

        JsonNode again = needs().getFirst();
        assertThat(again.path("needId")).isEqualTo(before.getFirst().path("needId"));
        assertThat(again.path("seq").asLong())
                .isGreaterThan(before.getLast().path("seq").asLong());
    }

    @Test
    void filtersAreAskedForAsOfTheTakeoverOfTheState() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));

        assertThat(stateAskedFor).isEqualTo(T);
    }

    @Test
    void whatAnInstanceHasNoFilterForIsKeptForTheOneThatHas() {
        FilterBook all = book;
        Survey first = Survey.of("a-17", "r-1", T).rated(TOPIC, 2);
        send(first);
        book = FilterBook.of(List.of(stricterFilter()));
        send(Survey.of("a-17", "r-2", T.plusSeconds(60)).rated(TOPIC, 2));
        book = all;
        needs();

        send(Survey.of("a-17", "r-3", T.plusSeconds(120)).rated(TOPIC, 2));

        assertThat(needs()).singleElement().satisfies(need -> {
            assertThat(need.path("type").asText()).isEqualTo("evidence-added");
            assertThat(need.path("cause").path("responseId").asText()).isEqualTo("r-1");
        });
    }

    @Test
    void aMutedFlagIsNoNeedButCounted() {
        // given
        Quiet leave = new Quiet(
                Set.of("a-17"),
                Set.of(),
                Set.of(),
                Set.of(),
                Tenure.ANY,
                T.minusSeconds(60),
                Optional.of(T.plusSeconds(60)),
                "On leave");
        book = book.published(new Silence("leave", 1, Instant.EPOCH, Optional.of(leave)), Instant.EPOCH);

        // when
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));
        send(Survey.of("a-18", "r-2", T).rated(TOPIC, 2));

        // then
        assertThat(needs())
                .singleElement()
                .satisfies(need -> assertThat(need.at("/agent/id").asText()).isEqualTo("a-18"));
        assertThat(accounting())
                .isEqualTo(Map.of(
                        "0/evaluated",
                        "2",
                        "0/muted/product-knowledge-poor",
                        "1",
                        "0/muted/product-knowledge-poor/silence",
                        "1"));
        assertThat(MutedFlags.read(output(KafkaTopics.MUTED).readValue()))
                .isEqualTo(new MutedFlags("product-knowledge-poor", 0, 1, 1));
        assertThat(registry.counter("touchline.flags.muted", "filter", "product-knowledge-poor", "why", "silence")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatASystemicCauseMutedIsToldApart() {
        // given: a cause as it is asked for, and later a silence beside it
        Reason cause = new Reason.Systemic("billing", Optional.empty(), 12, 8, 1.5, T, true);
        book = book.knowing(rating -> Optional.of(cause));
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));
        Quiet leave = new Quiet(
                Set.of("a-18"),
                Set.of(),
                Set.of(),
                Set.of(),
                Tenure.ANY,
                T,
                Optional.of(T.plusSeconds(60)),
                "On leave");
        book = book.published(new Silence("leave", 1, Instant.EPOCH, Optional.of(leave)), Instant.EPOCH);

        // when
        send(Survey.of("a-18", "r-2", T).rated(TOPIC, 2));

        // then
        assertThat(needs()).isEmpty();
        assertThat(output(KafkaTopics.MUTED).readValuesToList().stream().map(MutedFlags::read))
                .containsExactly(
                        new MutedFlags("product-knowledge-poor", 0, 1, 0),
                        new MutedFlags("product-knowledge-poor", 0, 2, 1));
    }

    @Test
    void anOutageIsOneNeedOfOperationsThatIsWithdrawnWhenItIsOver() {
        // given: every five minutes twelve agents are rated; for a day one in ten poorly
        TestInputTopic<byte[], byte[]> pulses =
                driver.createInputTopic(KafkaTopics.PULSES, new ByteArraySerializer(), new ByteArraySerializer());
        TestOutputTopic<byte[], byte[]> causes = output(KafkaTopics.CAUSES);
        long day = Pulse.interval(Instant.parse("2026-11-20T00:00:00Z"));
        for (int slot = 0; slot < 400; slot++) {
            boolean out = slot >= 300 && slot < 340;
            Pulse pulse = pulse(day + slot, out);
            pulses.pipeInput("billing/clarity".getBytes(StandardCharsets.UTF_8), SystemicJson.write(pulse));
        }

        // then
        List<Cause> told =
                causes.readValuesToList().stream().map(SystemicJson::cause).toList();
        assertThat(told).extracting(cause -> cause.end().isPresent()).containsExactly(false, true);
        List<TestRecord<byte[], byte[]>> records = needed.readRecordsToList();
        assertThat(records)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("billing", "billing");
        records.forEach(record -> NEEDED.assertMeets(json(record).toString()));
        assertThat(records)
                .extracting(record -> json(record).path("type").asText())
                .containsExactly("raised", "withdrawn");
        JsonNode need = json(records.getFirst());
        assertThat(need.path("kind").asText()).isEqualTo("operations");
        assertThat(need.has("agent")).isFalse();
        assertThat(need.at("/why/sentence").asText())
                .contains(" agents of billing were rated poorly on clarity since 20 Nov 2026 ");
    }

    @Test
    void anEpisodeIsEndedByTheInstanceThatTakesItOver() {
        // given: an outage begins, and all that is left of its instance is the changelog
        long day = Pulse.interval(Instant.parse("2026-11-20T00:00:00Z"));
        List<Cause> told = new ArrayList<>();
        for (int slot = 0; slot < 320; slot++) {
            told.addAll(told(pulse(day + slot, slot >= 300)));
        }
        Map<String, byte[]> changelog = changelog();
        stop();

        // when
        start();
        KeyValueStore<String, byte[]> restored = driver.getKeyValueStore(StateStores.CAUSES);
        changelog.forEach(restored::put);
        for (int slot = 320; slot < 400; slot++) {
            told.addAll(told(pulse(day + slot, slot < 340)));
        }

        // then
        assertThat(told).extracting(cause -> cause.end().isPresent()).containsExactly(false, true);
        assertThat(told).extracting(Cause::episode).containsOnly(told.getFirst().episode());
        assertThat(told.getFirst().episode().examples()).hasSizeGreaterThan(8);
    }

    private List<Cause> told(Pulse pulse) {
        driver.createInputTopic(KafkaTopics.PULSES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput("billing/clarity".getBytes(StandardCharsets.UTF_8), SystemicJson.write(pulse));
        return output(KafkaTopics.CAUSES).readValuesToList().stream()
                .map(SystemicJson::cause)
                .toList();
    }

    private Map<String, byte[]> changelog() {
        Map<String, byte[]> compacted = new TreeMap<>();
        output("alerting-service-" + StateStores.CAUSES + "-changelog")
                .readRecordsToList()
                .forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        compacted.remove(key);
                    } else {
                        compacted.put(key, record.value());
                    }
                });
        return compacted;
    }

    @Test
    void aPulseThatCannotBeTakenIsSetAsideAndTheNextIsTaken() {
        TestInputTopic<byte[], byte[]> pulses =
                driver.createInputTopic(KafkaTopics.PULSES, new ByteArraySerializer(), new ByteArraySerializer());
        TestOutputTopic<byte[], byte[]> aside = output(KafkaTopics.PULSES_DLQ);
        Pulse fine = pulse(Pulse.interval(T), false);
        byte[] never = SystemicJson.write(
                new Pulse("billing", "clarity", Long.MAX_VALUE / Pulse.INTERVAL.toSeconds(), 0, fine.heard()));
        byte[] key = "billing/clarity".getBytes(StandardCharsets.UTF_8);

        pulses.pipeInput(key, SystemicJson.write(fine));
        pulses.pipeInput(key, "{}".getBytes(StandardCharsets.UTF_8));
        pulses.pipeInput(key, never);
        pulses.pipeInput(key, SystemicJson.write(pulse(fine.interval() + 1, false)));

        assertThat(aside.readRecordsToList())
                .extracting(record -> CloudEvents.text(record.headers(), "dlq_reason"))
                .containsExactly("cannot be taken: IllegalArgumentException", "cannot be taken: DateTimeException");
        KeyValueStore<String, byte[]> causes = driver.getKeyValueStore(StateStores.CAUSES);
        assertThat(SystemicCodec.head(causes.get("billing/clarity")).newest()).isEqualTo(fine.interval() + 1);
    }

    private static Pulse pulse(long interval, boolean out) {
        List<Pulse.Heard> heard = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int agent = (int) ((interval * 12 + i) % 50);
            boolean poor = out ? i % 3 > 0 : (interval + i) % 12 == 0;
            Pulse.Example example =
                    new Pulse.Example(new ResponseKey("demo", "r-" + interval + "-" + i), Pulse.begin(interval), 0);
            heard.add(new Pulse.Heard(
                    "a-" + agent,
                    Optional.of("voice"),
                    1,
                    poor ? 1 : 0,
                    poor ? Optional.of(example) : Optional.empty()));
        }
        return new Pulse("billing", "clarity", interval, 0, heard);
    }

    @Test
    void ratingsAreToldAsPulsesWhenTheirFiveMinutesAreOver() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));
        send(Survey.of("a-18", "r-2", T).rated(TOPIC, 5));
        send(Survey.of("a-18", "r-2", T).rated(TOPIC, 5));
        send(Survey.of("a-18", "r-old", T.minus(Duration.ofDays(3))).rated(TOPIC, 1));
        TestOutputTopic<byte[], byte[]> pulses = output(KafkaTopics.PULSES);
        assertThat(pulses.isEmpty()).isTrue();

        responses.advanceTime(Duration.ofSeconds(400));
        send(Survey.of("a-17", "r-3", T.plusSeconds(400)).rated(TOPIC, 2));

        Pulse pulse = SystemicJson.pulse(pulses.readValue());
        assertThat(pulse.interval()).isEqualTo(Pulse.interval(T));
        assertThat(pulse.heard())
                .extracting(Pulse.Heard::agent, Pulse.Heard::ratings, Pulse.Heard::poor)
                .containsExactly(tuple("a-17", 1, 1), tuple("a-18", 1, 0));
    }

    @Test
    void aRevisionOfWhatIsNotTheAgentsDoingIsNoNewPulse() {
        // given
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2));
        driver.createInputTopic(KafkaTopics.OUTCOMES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput("a-17".getBytes(StandardCharsets.UTF_8), DISMISSED.getBytes(StandardCharsets.UTF_8), T);

        // when
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 1).updatedAt(T.plusSeconds(1)));

        // then
        responses.advanceTime(Duration.ofSeconds(400));
        send(Survey.of("a-17", "r-2", T.plusSeconds(400)).rated("courtesy", 5));
        Pulse pulse = SystemicJson.pulse(output(KafkaTopics.PULSES).readValue());
        assertThat(pulse.heard())
                .extracting(Pulse.Heard::agent, Pulse.Heard::ratings, Pulse.Heard::poor)
                .containsExactly(tuple("a-17", 1, 1));
        assertThat(accounting()).containsEntry("0/outcome-applied", "1");
    }

    @Test
    void stateOfAnotherReleaseIsNoFaultOfTheRecord() {
        KeyValueStore<String, byte[]> memory = driver.getKeyValueStore(StateStores.MEMORY);
        memory.put(StateStores.historyKey("a-17", TOPIC), Expiry.begin(99, T).bytes());

        assertThatThrownBy(() -> send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2)))
                .hasRootCauseMessage("State of form 99, known are 1 to 4");
        assertThat(dead.isEmpty()).isTrue();
    }

    @Test
    void aResponseFromTheFutureIsDeadLetteredInsteadOfStoppingThePartition() {
        send(Survey.of("a-17", "r-1", T).rated(TOPIC, 2).receivedAt(T.plus(Duration.ofMinutes(6))));

        assertThat(CloudEvents.text(dead.readRecord().headers(), "dlq_reason"))
                .isEqualTo("receivedAt lies in the future");
    }

    @Test
    void aNeedNeverGrowsBeyond64KiB() {
        String huge = Survey.of("a-17", "r-1", T).rated(TOPIC, 2).json().replace(Survey.COMMENT, "x".repeat(70_000));
        send("a-17", huge);

        assertThat(needs()).singleElement().satisfies(need -> {
            assertThat(need.has("response")).isFalse();
            NEEDED.assertMeets(need.toString());
        });
    }

    @Test
    void evidenceWithVeryLongIdsIsToldInPartsOf64KiB() {
        String longest = "語".repeat(250);
        for (int i = 0; i < 150; i++) {
            send(Survey.of("a-17", longest + i, T.plusSeconds(i)).rated(TOPIC, 1));
        }
        needs();

        send(Survey.of("a-17", longest + 0, T).rated(TOPIC, 5).updatedAt(T.plusSeconds(900)));

        List<TestRecord<byte[], byte[]>> told = needed.readRecordsToList();
        assertThat(told).allSatisfy(record -> assertThat(record.value().length).isLessThanOrEqualTo(64 * 1024));
        assertThat(told.stream()
                        .map(TopologyTest::json)
                        .filter(need -> !need.path("type").asText().equals("withdrawn"))
                        .flatMap(need -> need.path("evidence").valueStream())
                        .map(piece -> piece.path("responseId").asText())
                        .distinct())
                .hasSize(149);
    }

    private static Filter stricterFilter() {
        return new Filter("stricter", 1, T.minus(Duration.ofDays(30)), stricter());
    }

    private static Filter preset(String topic) {
        String id = topic + "-poor";
        Definition definition = Presets.byId().getOrDefault(id, stricter());
        return new Filter(id, 1, T.minus(Duration.ofDays(30)), definition);
    }

    private static Definition stricter() {
        return new Definition(
                "Product knowledge, not good",
                Kind.COACHING,
                Set.of(TOPIC),
                true,
                Scope.EVERYWHERE,
                new Condition.Each(new Bound.AtMost(50)),
                Duration.ofHours(8),
                Duration.ofHours(2),
                Severity.NORMAL);
    }

    private void send(Survey survey) {
        send(survey.agent(), survey.json());
    }

    private void send(String key, String value) {
        send(key, value, SurveyResponses.TYPE);
    }

    private void send(String key, String value, String type) {
        responses.pipeInput(new TestRecord<>(
                key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), headers(type)));
    }

    private static RecordHeaders headers(String type) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        headers.add("traceparent", "00-trace".getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private TestOutputTopic<byte[], byte[]> output(String kafkaTopic) {
        return driver.createOutputTopic(kafkaTopic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<JsonNode> needs() {
        return needed.readRecordsToList().stream().map(TopologyTest::json).toList();
    }

    private Map<String, String> accounting() {
        Map<String, String> counts = new TreeMap<>();
        KeyValueStore<String, String> store = driver.getKeyValueStore(StateStores.ACCOUNTING);
        try (var all = store.all()) {
            for (KeyValue<String, String> entry : (Iterable<KeyValue<String, String>>) () -> all) {
                counts.put(entry.key, entry.value);
            }
        }
        return counts;
    }

    private static JsonNode json(TestRecord<byte[], byte[]> record) {
        return tree(new String(record.value(), StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
