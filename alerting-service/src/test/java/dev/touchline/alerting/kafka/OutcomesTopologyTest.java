package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.backing.EventContract;
import dev.touchline.kit.kafka.CloudEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of coaching items, and what alerting makes of it. */
class OutcomesTopologyTest {
    private static final Instant T = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TOPIC = "product-knowledge";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventContract OUTCOMES = EventContract.of(KafkaTopics.OUTCOMES);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FilterBook book =
            FilterBook.of(List.of(preset(TOPIC + "-poor"), preset("courtesy-poor"), preset("recovered")));

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> responses;
    private TestInputTopic<byte[], byte[]> outcomes;
    private TestOutputTopic<byte[], byte[]> needed;
    private TestOutputTopic<byte[], byte[]> dead;

    @SuppressWarnings("NullAway.Init")
    OutcomesTopologyTest() {}

    @BeforeEach
    void start() {
        Path state = Path.of("target", "topology-test", UUID.randomUUID().toString());
        AlertingConfig config = new SmallRyeConfigBuilder()
                .withMapping(AlertingConfig.class)
                .withConverter(Duration.class, 100, Duration::parse)
                .withDefaultValue("touchline.alerting.state-dir", state.toString())
                .build()
                .getConfigMapping(AlertingConfig.class);
        Snapshots none = new Snapshots(config.grace());
        Judging judging = new Judging(
                config.grace(),
                config.forgetAfter(),
                (receivedAt, taken) -> book,
                receivedAt -> none,
                Optional.empty());
        Properties settings = StreamsSettings.of(Map.of("bootstrap.servers", "nowhere:1"), config);
        // The driver commits each record, and exactly once would wait for the disk with each commit.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(AlertingTopology.of(judging, new AlertingMetrics(registry)), settings, T);
        responses =
                driver.createInputTopic(KafkaTopics.RESPONSES, new ByteArraySerializer(), new ByteArraySerializer());
        outcomes = driver.createInputTopic(KafkaTopics.OUTCOMES, new ByteArraySerializer(), new ByteArraySerializer());
        needed = output(KafkaTopics.NEEDED);
        dead = output(KafkaTopics.OUTCOMES_DLQ);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "product", "tool", "wrong-agent", "abusive"})
    void whatIsNotTheAgentsDoingTakesTheNeedBack(String cause) {
        // given
        send(survey("r-1", 0));
        send(survey("r-2", 60));
        needs();

        // when
        tell(outcome("dismissed", cause, "r-1", "r-2"));

        // then
        JsonNode need = needs().getFirst();
        EventContract.of(KafkaTopics.NEEDED).assertMeets(need.toString());
        assertThat(need.path("type").asText()).isEqualTo("withdrawn");
        assertThat(need.path("evidenceLeft").asInt()).isZero();
        assertThat(need.at("/agent/name").asText()).isEqualTo("Ada Moss");
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "2", "0/outcome-applied", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "duplicate", "something-new"})
    void whatIsTheAgentsDoingOrNobodyKnowsLeavesTheNeed(String cause) {
        send(survey("r-1", 0));
        needs();

        tell(outcome("dismissed", cause, "r-1"));

        assertThat(needs()).isEmpty();
        assertThat(accounting()).containsEntry("0/outcome-without-effect", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "claimed", "completed", "deferred", "expired", "corrected"})
    void noOtherStepOfAnItemChangesAHistory(String type) {
        send(survey("r-1", 0));
        needs();

        tell(outcome(type, "corrected", "r-1"));

        assertThat(needs()).isEmpty();
    }

    @Test
    void theSameOutcomeAgainChangesNothing() {
        send(survey("r-1", 0));
        tell(outcome("dismissed", "product", "r-1"));
        needs();

        tell(outcome("dismissed", "product", "r-1"));

        assertThat(needs()).isEmpty();
        assertThat(accounting()).containsEntry("0/outcome-without-effect", "1");
    }

    @Test
    void anOutcomeMayOvertakeItsResponse() {
        tell(outcome("dismissed", "product", "r-1"));

        send(survey("r-1", 0));

        assertThat(needs()).isEmpty();
        assertThat(registry.counter("touchline.responses.excused.unknown").count())
                .isEqualTo(1);
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "1", "0/outcome-applied", "1"));
    }

    @Test
    void aRevisionDoesNotBringItBack() {
        send(survey("r-1", 0));
        tell(outcome("dismissed", "product", "r-1"));
        needs();

        send(survey("r-1", 0).rated(TOPIC, 1).updatedAt(T.plusSeconds(300)));

        assertThat(needs()).isEmpty();
    }

    @Test
    void otherTopicsOfTheResponseStay() {
        send(survey("r-1", 0).rated("courtesy", 1));
        needs();

        tell(outcome("dismissed", "product", "r-1"));

        assertThat(needs()).extracting(need -> need.path("topic").asText()).containsExactly(TOPIC);
    }

    @Test
    void whoIsRatedBetterSinceTheCoachingIsPraised() {
        // given an agent with every second rating poor
        Survey before = Survey.of("a-17", "", T);
        for (int i = 0; i < 30; i++) {
            send(new Survey(
                    "a-17",
                    "b-" + i,
                    T.plusSeconds(i),
                    T,
                    T,
                    before.rated("clarity", i % 2 * 4 + 1).ratings()));
        }

        // when coached, and then rated well
        tell(outcome("completed", "agent").put("topic", "clarity"));
        for (int i = 0; i < 25; i++) {
            Instant at = T.plusSeconds(1000 + i);
            send(new Survey(
                    "a-17", "s-" + i, at, T, at, before.rated("clarity", 5).ratings()));
        }

        // then
        assertThat(needs()).singleElement().satisfies(need -> {
            EventContract.of(KafkaTopics.NEEDED).assertMeets(need.toString());
            assertThat(need.path("kind").asText()).isEqualTo("praise");
            assertThat(need.at("/cause/responseId").asText()).isEqualTo("s-19");
            assertThat(need.at("/why/sentence").asText())
                    .isEqualTo("0 of 20 ratings on clarity were poor since the coaching, 15 of 30 before it.");
        });
        assertThat(accounting()).isEqualTo(Map.of("0/evaluated", "55", "0/outcome-applied", "1"));
    }

    @Test
    void anEarlierReleaseKnewOfNoCoachings() {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(StateStores.MEMORY);
        StateWriter second = Expiry.begin(2, Instant.MAX).instant(T, Instant.EPOCH);
        ContributionsCodec.write(second, Contributions.EMPTY);
        store.put(StateStores.timeKey("a-17", TOPIC), second.bytes());

        AgentTopicHistory history = new Histories(store, new WarmHistories())
                .load("a-17", TOPIC, T, book)
                .history();

        assertThat(history.closedBefore()).isEqualTo(T);
        assertThat(history.coachings()).isEqualTo(Coachings.NONE);
    }

    @Test
    void theSameCoachingAgainChangesNothing() {
        tell(outcome("completed", "agent"));
        tell(outcome("completed", "agent"));

        assertThat(accounting()).isEqualTo(Map.of("0/outcome-applied", "1", "0/outcome-without-effect", "1"));
    }

    @Test
    void theCooldownEndsWithTheNeedThatWasNone() {
        send(survey("r-1", 0));
        tell(outcome("dismissed", "tool", "r-1"));
        needs();

        send(survey("r-2", 60));

        assertThat(needs()).singleElement().satisfies(need -> {
            assertThat(need.path("type").asText()).isEqualTo("raised");
            assertThat(need.at("/cause/responseId").asText()).isEqualTo("r-2");
        });
    }

    @Test
    void whatCannotBeReadIsDeadLetteredAndTheStreamGoesOn() {
        String good = outcome("dismissed", "product", "r-1").toString();
        send(survey("r-1", 0));
        needs();

        tell("a-17", "{");
        tell("a-17", "null");
        tell("a-18", good);
        tell("a-17", good.replace("\"product-knowledge\"", "\"Product knowledge\""));
        tell("a-17", good.replace("\"r-1\"", "\"\\u0000\""));
        tell("a-17", good.replace(T.plusSeconds(900).toString(), "yesterday"));
        tell("a-17", good.replace(T.plusSeconds(900).toString(), "+1000000-01-01T00:00:00Z"));
        tell("a-17", good.replace(T.plusSeconds(900).toString(), "1969-12-31T23:59:59Z"));
        tell("a-17", good.replace("\"evidence\":[", "\"evidence\":[null,"));
        tell("a-17", good.replace("\"r-1\"", "null"));
        tell("a-17", good.replace("\"evidence\"", "\"proof\""));
        tell("a-17", good);

        assertThat(dead.readRecordsToList())
                .extracting(letter -> CloudEvents.text(letter.headers(), "dlq_reason"))
                .containsExactly(
                        "not JSON",
                        "no value",
                        "key is not agent.id",
                        "topic must be 1 to 64 of a-z, 0-9 and hyphen",
                        "evidence.responseId must have 1 to 256 characters, none of them U+0000 or half of a pair",
                        "at is not a time",
                        "at lies in the future",
                        "at lies before 1970",
                        "a value is null",
                        "a value is null",
                        "evidence is missing");
        assertThat(needs()).hasSize(1);
        assertThat(accounting())
                .isEqualTo(Map.of("0/evaluated", "1", "0/outcome-applied", "1", "0/outcome-dead-lettered", "11"));
    }

    @Test
    void everySampleOfAnOutcomeIsRead() throws Exception {
        for (Map.Entry<String, String> sample : OUTCOMES.samples().entrySet()) {
            byte[] value = sample.getValue().getBytes(StandardCharsets.UTF_8);
            assertThat(OutcomeRecord.read("a-17".getBytes(StandardCharsets.UTF_8), value)
                            .topic())
                    .as(sample.getKey())
                    .isEqualTo(TOPIC);
        }
    }

    private static Survey survey(String id, int seconds) {
        return Survey.of("a-17", id, T.plusSeconds(seconds)).rated(TOPIC, 2);
    }

    private void send(Survey survey) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", SurveyResponses.TYPE.getBytes(StandardCharsets.UTF_8));
        responses.pipeInput(new TestRecord<>(
                survey.agent().getBytes(StandardCharsets.UTF_8),
                survey.json().getBytes(StandardCharsets.UTF_8),
                headers));
    }

    private static ObjectNode outcome(String type, String cause, String... evidence) {
        ObjectNode outcome = JSON.createObjectNode();
        outcome.put(
                "outcomeId",
                UUID.nameUUIDFromBytes(type.getBytes(StandardCharsets.UTF_8)).toString());
        outcome.put("itemId", new UUID(7, 1).toString()).put("type", type).put("cause", cause);
        outcome.put("at", T.plusSeconds(900).toString()).put("by", "supervisor:billing");
        outcome.putObject("agent").put("id", "a-17").put("name", "Ada Moss");
        outcome.put("team", "billing")
                .put("topic", TOPIC)
                .put("kind", "coaching")
                .put("version", 2);
        outcome.putArray("evidence");
        for (String response : evidence) {
            outcome.withArray("evidence").addObject().put("source", "demo").put("responseId", response);
        }
        return outcome;
    }

    private void tell(ObjectNode outcome) {
        tell("a-17", outcome.toString());
    }

    private void tell(String key, String value) {
        outcomes.pipeInput(
                key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), T.plusSeconds(900));
    }

    private static Filter preset(String id) {
        Definition definition = Objects.requireNonNull(Presets.byId().get(id));
        return new Filter(id, 1, T.minus(Duration.ofDays(30)), definition);
    }

    private TestOutputTopic<byte[], byte[]> output(String kafkaTopic) {
        return driver.createOutputTopic(kafkaTopic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<JsonNode> needs() {
        return needed.readRecordsToList().stream()
                .map(record -> tree(new String(record.value(), StandardCharsets.UTF_8)))
                .toList();
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

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
