package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Histogram;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.backing.EventContract;
import dev.touchline.kit.kafka.CloudEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
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
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is usual goes out as snapshots, comes back, and makes filters with statistics flag. */
class BaselinesTopologyTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String TOPIC = "clarity";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventContract BASELINES = EventContract.of(KafkaTopics.BASELINES);

    private final FilterBook book = FilterBook.of(List.of(filter(new Condition.Any(
            List.of(new Condition.Share(25, 0, 5, Duration.ofDays(7), 0.001), new Condition.Shift(25, 3, 100_000))))));
    private final Snapshots snapshots = new Snapshots(Duration.ofHours(72));
    private final List<Snapshot> published = new ArrayList<>();
    private final List<TestRecord<byte[], byte[]>> log = new ArrayList<>();

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> responses;
    private TestOutputTopic<byte[], byte[]> needed;
    private TestOutputTopic<byte[], byte[]> baselines;

    @SuppressWarnings("NullAway.Init")
    BaselinesTopologyTest() {}

    @BeforeEach
    void start() {
        Path state = Path.of("target", "topology-test", UUID.randomUUID().toString());
        AlertingConfig config = new SmallRyeConfigBuilder()
                .withMapping(AlertingConfig.class)
                .withConverter(Duration.class, 100, Duration::parse)
                .withDefaultValue("touchline.alerting.state-dir", state.toString())
                .build()
                .getConfigMapping(AlertingConfig.class);
        Properties settings = StreamsSettings.of(Map.of("bootstrap.servers", "nowhere:1"), config);
        // The driver commits each record, and exactly once would wait for the disk with each commit.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        Judging judging = new Judging(
                config.grace(),
                config.forgetAfter(),
                (receivedAt, of) -> book,
                receivedAt -> snapshots,
                Optional.empty());
        var metrics = new AlertingMetrics(new SimpleMeterRegistry());
        driver = new TopologyTestDriver(AlertingTopology.of(judging, metrics), settings, MONDAY);
        responses =
                driver.createInputTopic(KafkaTopics.RESPONSES, new ByteArraySerializer(), new ByteArraySerializer());
        needed = output(KafkaTopics.NEEDED);
        baselines = output(KafkaTopics.BASELINES);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void theFirstRecordOfADayPublishesTheDayBefore() {
        send(Survey.of("a-1", "r-1", MONDAY.plusSeconds(60)).rated(TOPIC, 1).rated("overall", 5));
        send(Survey.of("a-2", "r-2", MONDAY.plusSeconds(61)).rated(TOPIC, 5));
        assertThat(published).isEmpty();

        send(Survey.of("a-2", "r-3", MONDAY.plus(DAY)).rated(TOPIC, 5));
        send(Survey.of("a-2", "r-4", MONDAY.plus(DAY).plusSeconds(1)).rated(TOPIC, 5));

        long day = MONDAY.getEpochSecond() / 86_400;
        Histogram clarity = Histogram.EMPTY.plus(0, 1).plus(100, 1);
        Histogram overall = Histogram.EMPTY.plus(100, 1);
        assertThat(published)
                .containsExactlyInAnyOrder(
                        new Snapshot(team(TOPIC), day, 0, clarity),
                        new Snapshot(everybody(TOPIC), day, 0, clarity),
                        new Snapshot(team("overall"), day, 0, overall),
                        new Snapshot(everybody("overall"), day, 0, overall));
    }

    @Test
    void correctionsCountOnceAndWhatIsTakenFromAnAgentNoMore() {
        Survey corrected = Survey.of("a-1", "r-1", MONDAY.plusSeconds(60)).rated(TOPIC, 1);
        Survey moved = Survey.of("a-2", "r-2", MONDAY.plusSeconds(61)).rated(TOPIC, 2);
        send(corrected);
        send(moved);
        nextDay(1);
        send(
                corrected.rated(TOPIC, 4).updatedAt(MONDAY.plusSeconds(90)),
                MONDAY.plus(DAY).plusSeconds(5));
        send(
                "a-2",
                moved.retraction(2),
                SurveyResponses.RETRACTED,
                MONDAY.plus(DAY).plusSeconds(6));
        published.clear();

        nextDay(2);

        assertThat(published)
                .filteredOn(snapshot -> snapshot.group().equals(team(TOPIC)))
                .extracting(Snapshot::ratings)
                .containsExactly(Histogram.EMPTY.plus(75, 1));
    }

    @Test
    void whoIsRatedFarBelowTheColleaguesIsFlaggedFromTheNextDayOn() {
        colleagues(MONDAY);
        poor("a-17", 10, MONDAY.plus(Duration.ofHours(20)));
        assertThat(needs()).as("nothing is usual on the first day").isEmpty();

        nextDay(1);
        poor("a-17", 10, MONDAY.plus(DAY).plus(Duration.ofHours(8)));

        List<JsonNode> told = told();
        assertThat(told)
                .extracting(BaselinesTopologyTest::typeAndAgent)
                .contains("raised a-17")
                .doesNotContain("withdrawn a-17");
        assertThat(told.getFirst().at("/why/sentence").asText())
                .contains("would be usual in the team up to 16 November; chance");
    }

    @Test
    void aTeamThatIsTooSmallIsComparedWithTheWholeOrganisationAndThatIsSaid() {
        colleagues(MONDAY);
        nextDay(1);
        for (int i = 0; i < 10; i++) {
            Survey one = Survey.of(
                    "a-18", "r-" + i, MONDAY.plus(DAY).plus(Duration.ofHours(8)).plusSeconds(60L * i));
            send(one.rated(TOPIC, 1), "newcomers");
        }

        assertThat(told().getFirst().at("/why/sentence").asText())
                .contains("would be usual in the whole organisation up to 16 November; chance");
    }

    @Test
    void whoIsRatedAsTheColleaguesIsNot() {
        colleagues(MONDAY);
        nextDay(1);

        colleagues(MONDAY.plus(DAY));

        assertThat(needs()).isEmpty();
    }

    @Test
    void theSameLogAgainPublishesAndTellsNothing() {
        colleagues(MONDAY);
        nextDay(1);
        poor("a-17", 10, MONDAY.plus(DAY).plus(Duration.ofHours(8)));
        needs();
        int before = published.size();

        List.copyOf(log).forEach(this::send);

        assertThat(needs()).isEmpty();
        assertThat(published).hasSize(before);
    }

    @Test
    void whatAnEarlierReleaseKeptOfAnAgentStandsAndCountsFromItsNextRatingOn() {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(StateStores.MEMORY);
        Instant closedBefore = MONDAY.minus(DAY.multipliedBy(3));
        store.put(
                StateStores.timeKey("a-1", TOPIC),
                Expiry.begin(1, Instant.MAX)
                        .instant(closedBefore, Instant.EPOCH)
                        .bytes());
        Histories histories = new Histories(store, new WarmHistories());

        Known known = histories.load("a-1", TOPIC, MONDAY, book);
        nextDay(0);
        send(Survey.of("a-1", "r-1", MONDAY.plusSeconds(60)).rated(TOPIC, 1));
        nextDay(1);

        assertThat(known.history().closedBefore()).isEqualTo(closedBefore);
        assertThat(known.contributions()).isEqualTo(Contributions.EMPTY);
        assertThat(published)
                .filteredOn(snapshot -> snapshot.group().equals(team(TOPIC)))
                .extracting(Snapshot::ratings)
                .containsExactly(Histogram.EMPTY.plus(0, 1));
    }

    /** 30 agents with 10 answers each over the day, one of them poor. */
    private void colleagues(Instant day) {
        for (int i = 0; i < 300; i++) {
            Instant at = day.plus(Duration.ofHours(7)).plusSeconds(60L * i);
            send(Survey.of("c-" + i % 30, "c-" + day + i, at).rated(TOPIC, i / 30 == i % 10 ? 1 : 5));
        }
    }

    private void poor(String agent, int times, Instant from) {
        for (int i = 0; i < times; i++) {
            send(Survey.of(agent, agent + from + i, from.plusSeconds(60L * i)).rated(TOPIC, 1));
        }
    }

    /** Somebody answers about something else just after midnight. */
    private void nextDay(int number) {
        Instant at = MONDAY.plus(DAY.multipliedBy(number)).plusSeconds(3);
        send(Survey.of("b-1", "b-" + number, at).rated("other", 5));
    }

    private void send(Survey survey) {
        send(survey, survey.receivedAt());
    }

    private void send(Survey survey, String team) {
        String json = survey.json().replace("\"team\":\"billing\"", "\"team\":\"%s\"".formatted(team));
        send(survey.agent(), json, SurveyResponses.TYPE, survey.receivedAt());
    }

    private void send(Survey survey, Instant appended) {
        send(survey.agent(), survey.json(), SurveyResponses.TYPE, appended);
    }

    private void send(String key, String value, String type, Instant appended) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        TestRecord<byte[], byte[]> record = new TestRecord<>(
                key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), headers, appended);
        log.add(record);
        send(record);
    }

    /** What goes out on alerting.baselines comes back to every instance. */
    private void send(TestRecord<byte[], byte[]> record) {
        responses.pipeInput(record);
        for (TestRecord<byte[], byte[]> out : baselines.readRecordsToList()) {
            BASELINES.assertMeets(new String(out.value(), StandardCharsets.UTF_8));
            assertThat(CloudEvents.type(out.headers())).isEqualTo(SnapshotJson.TYPE);
            Snapshot snapshot = SnapshotJson.read(out.value());
            assertThat(out.key()).asString(StandardCharsets.UTF_8).isEqualTo(SnapshotJson.key(snapshot));
            published.add(snapshot);
            snapshots.add(new Snapshot.Published(snapshot, out.getRecordTime()));
        }
    }

    private List<String> needs() {
        return told().stream().map(BaselinesTopologyTest::typeAndAgent).toList();
    }

    private static String typeAndAgent(JsonNode need) {
        return need.path("type").asText() + " " + need.at("/agent/id").asText();
    }

    private List<JsonNode> told() {
        return needed.readRecordsToList().stream()
                .map(record -> {
                    try {
                        return JSON.readTree(record.value());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private TestOutputTopic<byte[], byte[]> output(String kafkaTopic) {
        return driver.createOutputTopic(kafkaTopic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Snapshot.Group team(String topic) {
        return new Snapshot.Group(Optional.of("billing"), topic);
    }

    private static Snapshot.Group everybody(String topic) {
        return new Snapshot.Group(Optional.empty(), topic);
    }

    private static Filter filter(Condition when) {
        Definition definition = new Definition(
                "Clarity, poor for long",
                Kind.COACHING,
                Set.of(TOPIC),
                true,
                Scope.EVERYWHERE,
                when,
                Duration.ofHours(8),
                Duration.ofHours(2),
                Severity.NORMAL);
        return new Filter("clarity-share", 1, MONDAY.minus(DAY), definition);
    }
}
