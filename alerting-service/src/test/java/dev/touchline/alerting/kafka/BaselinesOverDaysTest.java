package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Baseline;
import dev.touchline.alerting.core.Colleagues;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.Words;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.backing.EmbeddedKafka;
import dev.touchline.backing.KafkaTopic;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestKafka;
import dev.touchline.backing.TopicCatalogue;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is usual over days, with two instances on a real broker. The days are those of records that bring their own
 * times: on this broker Kafka topics keep them, where in production the broker stamps them.
 */
class BaselinesOverDaysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DIRECTORY =
            Path.of("target", "baselines-over-days", UUID.randomUUID().toString());
    private static final Instant FIRST_DAY =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(5));
    private static final String TOPIC = "clarity";
    private static final int AGENTS = 60;
    private static final int RATINGS_EACH = 5;
    private static final int PARTITIONS = 12;
    private static final Snapshot.Group TEAM = new Snapshot.Group(Optional.of("billing"), TOPIC);

    private static EmbeddedKafka broker;
    private static KafkaClients clients;
    private static TestKafka kafka;

    @BeforeAll
    static void startTheBroker() {
        broker = new EmbeddedKafka(Path.of(System.getProperty("touchline.home")), DIRECTORY.resolve("kafka"), 0, 0)
                .startingQuickly()
                .start()
                .awaitReady(PATIENCE);
        clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), "alerting-service");
        kafka = new TestKafka(broker.bootstrap());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            List<KafkaTopic> all = TopicCatalogue.load().topics().stream()
                    .map(BaselinesOverDaysTest::keepingTimes)
                    .toList();
            new TopicCatalogue(all).createMissing(admin, (short) 1);
        }
    }

    @AfterAll
    static void stopTheBroker() {
        broker.kill9();
    }

    @Test
    void whateverHappensToAnInstanceEachDayIsPublishedOnceAndAllInstancesCompareWithTheSame() {
        try (Instance doomed = new Instance(DIRECTORY.resolve("a"));
                Instance other = new Instance(DIRECTORY.resolve("b"))) {
            // given a day with one poor rating in five for each agent
            doomed.start();
            other.start();
            await().atMost(PATIENCE).until(() -> doomed.owns() == PARTITIONS / 2 && other.owns() == PARTITIONS / 2);
            everybodyIsRated(day(0));
            await().atMost(PATIENCE).until(() -> doomed.evaluated() + other.evaluated() == AGENTS * RATINGS_EACH);

            // when one dies with the next day's first record, the snapshot sent and not committed
            doomed.dieOnceSnapshotsAreSentAfter(day(1));
            firstOf(day(1));

            // then the other publishes what is missing, and nothing counts twice
            await().atMost(PATIENCE).until(doomed::isDead);
            awaitPublished(day(0));
            await().atMost(PATIENCE).until(() -> other.knows() == published().size());
            assertThat(other.usual(day(1))).isEqualTo(Map.of(0.0, (long) AGENTS, 100.0, (RATINGS_EACH - 1L) * AGENTS));
        }

        try (Instance third = new Instance(DIRECTORY.resolve("c"));
                Instance fourth = new Instance(DIRECTORY.resolve("d"))) {
            // when two others go on
            third.start();
            fourth.start();
            await().atMost(PATIENCE).until(() -> third.owns() == PARTITIONS / 2 && fourth.owns() == PARTITIONS / 2);
            everybodyIsRated(day(1));
            firstOf(day(2));
            awaitPublished(day(1));
            await().atMost(PATIENCE)
                    .until(() -> third.knows() == published().size()
                            && fourth.knows() == published().size());

            // then both find the same, and who is rated below it is flagged, by the day's name
            assertThat(third.usual(day(2)))
                    .isEqualTo(fourth.usual(day(2)))
                    .isEqualTo(Map.of(0.0, 2L * AGENTS, 100.0, 2 * (RATINGS_EACH - 1L) * AGENTS));
            Set<String> flagged = Set.of("agent-3", "agent-4", "agent-5", "agent-6");
            flagged.forEach(agent -> onlyPoor(agent, day(2)));
            await().atMost(PATIENCE).until(() -> raised().size() == flagged.size());
            assertThat(raised()).extracting(Received::key).containsExactlyInAnyOrderElementsOf(flagged);
            assertThat(raised())
                    .extracting(need -> need.json().at("/why/sentence").asText())
                    .allMatch(sentence -> sentence.contains("usual in the team up to " + named(day(1))));
        }
    }

    @Test
    void whoAsksForMoreThanAViewHasSeenWaitsUntilItHas() {
        try (Instance instance = new Instance(DIRECTORY.resolve("waiting"))) {
            await().atMost(PATIENCE).until(instance.view::loaded);
            Instant lead = Instant.now().plus(Duration.ofMinutes(8));

            Instant soon = lead.plusMillis(600);
            instance.view.completeAt(soon);

            assertThat(Instant.now()).isAfterOrEqualTo(soon.minus(Duration.ofMinutes(8)));
            assertThatThrownBy(() -> instance.view.completeAt(lead.plus(Duration.ofMinutes(1))))
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining("not current");
        }
    }

    /** A day that is so many days after the first. */
    private static Instant day(int number) {
        return FIRST_DAY.plus(Duration.ofDays(number));
    }

    private static String named(Instant day) {
        return DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).format(LocalDate.ofInstant(day, ZoneOffset.UTC));
    }

    private static void everybodyIsRated(Instant day) {
        Instant morning = day.plus(Duration.ofHours(7));
        List<Survey> all = new ArrayList<>();
        for (int i = 0; i < AGENTS * RATINGS_EACH; i++) {
            Survey survey = Survey.of("agent-" + i % AGENTS, day + "-" + i, morning.plusSeconds(60L * i));
            all.add(survey.rated(TOPIC, i < AGENTS ? 1 : 5));
        }
        publish(all);
    }

    /** Everybody is rated about something else right after midnight, so each partition has a record. */
    private static void firstOf(Instant day) {
        publish(IntStream.range(0, AGENTS)
                .mapToObj(i -> Survey.of("agent-" + i, day + "-first-" + i, day.plusSeconds(3))
                        .rated("other", 5))
                .toList());
    }

    private static void onlyPoor(String agent, Instant day) {
        Instant morning = day.plus(Duration.ofHours(8));
        publish(IntStream.range(0, 12)
                .mapToObj(i -> Survey.of(agent, day + "-" + agent + i, morning.plusSeconds(60L * i))
                        .rated(TOPIC, 1))
                .toList());
    }

    private static void publish(List<Survey> surveys) {
        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of())) {
            for (Survey survey : surveys) {
                var record = new ProducerRecord<>(
                        KafkaTopics.RESPONSES,
                        null,
                        survey.receivedAt().toEpochMilli(),
                        survey.agent(),
                        survey.json().getBytes(StandardCharsets.UTF_8));
                record.headers().add("ce_type", SurveyResponses.TYPE.getBytes(StandardCharsets.UTF_8));
                producer.send(record);
            }
        }
    }

    /** All committed snapshots by their keys; each is published once. */
    private static Map<String, Snapshot> published() {
        return kafka.consumeAll(KafkaTopics.BASELINES).stream()
                .map(record -> SnapshotJson.read(record.value().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.toMap(SnapshotJson::key, Function.identity()));
    }

    private static void awaitPublished(Instant day) {
        await().atMost(PATIENCE)
                .until(() -> published().values().stream()
                                .filter(snapshot -> snapshot.group().equals(TEAM))
                                .filter(snapshot -> snapshot.day() == Colleagues.day(day))
                                .count()
                        == PARTITIONS);
    }

    private static List<Received> raised() {
        return kafka.consumeAll(KafkaTopics.NEEDED).stream()
                .filter(need -> need.json().path("type").asText().equals("raised"))
                .toList();
    }

    private static KafkaTopic keepingTimes(KafkaTopic topic) {
        Map<String, String> config = new HashMap<>(topic.config());
        config.put("message.timestamp.type", "CreateTime");
        return new KafkaTopic(topic.name(), topic.key(), topic.partitions(), config);
    }

    private static FilterBook book() {
        Definition definition = new Definition(
                "Clarity, poor for long",
                Kind.COACHING,
                Set.of(TOPIC),
                true,
                Scope.EVERYWHERE,
                new Condition.Share(25, 0, 5, Duration.ofDays(7), 0.01),
                Duration.ofHours(8),
                Duration.ofHours(2),
                Severity.NORMAL);
        return FilterBook.of(List.of(new Filter("clarity-share", 1, Instant.EPOCH, definition)));
    }

    /** The topology and its view of the baselines, as a process has them. */
    private static final class Instance implements AutoCloseable {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final FilterBook book = book();
        private final LiveBaselines view;
        private final KafkaStreams streams;
        private volatile Instant lastDay = Instant.MAX;
        private volatile Set<Integer> mine = Set.of();

        Instance(Path state) {
            AlertingConfig config = new SmallRyeConfigBuilder()
                    .withMapping(AlertingConfig.class)
                    .withConverter(Duration.class, 100, Duration::parse)
                    .withDefaultValue("touchline.alerting.state-dir", state.toString())
                    .build()
                    .getConfigMapping(AlertingConfig.class);
            view = new LiveBaselines(clients, config, registry, Clock.systemUTC());
            Judging judging = new Judging(config.grace(), config.forgetAfter(), this::filters, view, Optional.empty());
            streams = new KafkaStreams(
                    AlertingTopology.of(judging, new AlertingMetrics(registry)),
                    StreamsSettings.of(clients.with(Map.of()), config));
            streams.setUncaughtExceptionHandler(fault -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        }

        void start() {
            await().atMost(PATIENCE).until(view::loaded);
            streams.start();
        }

        int owns() {
            return partitions().size();
        }

        double evaluated() {
            return registry.counter("touchline.responses.evaluated").count();
        }

        int knows() {
            return view.completeAt(FIRST_DAY).size();
        }

        boolean isDead() {
            return streams.state() == KafkaStreams.State.ERROR;
        }

        /** What somebody is compared with who was rated on that day, in the morning. */
        Map<Double, Long> usual(Instant day) {
            Instant at = day.plus(Duration.ofHours(8));
            Rating rating = new Rating(
                    new ResponseKey("demo", "asked"),
                    TOPIC,
                    new Person("asked", Optional.empty()),
                    "billing",
                    Optional.empty(),
                    at,
                    at,
                    at,
                    0,
                    "1 of 5",
                    Words.NONE);
            return new Colleagues(view::completeAt, 0, topic -> Contributions.EMPTY)
                    .of(rating)
                    .map(Baseline::ratings)
                    .orElseThrow();
        }

        void dieOnceSnapshotsAreSentAfter(Instant day) {
            mine = partitions();
            lastDay = day;
        }

        /** The processor asks for filters when it has sent the snapshots of the day before, and committed nothing. */
        private FilterBook filters(Instant receivedAt, Instant state) {
            if (!receivedAt.isBefore(lastDay)) {
                await().atMost(PATIENCE).until(this::hasSentSnapshots);
                throw new StreamsException("This instance dies");
            }
            return book;
        }

        private boolean hasSentSnapshots() {
            try (var everything = clients.consumer(Map.of("isolation.level", "read_uncommitted"))) {
                List<TopicPartition> all = everything.partitionsFor(KafkaTopics.BASELINES).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                everything.assign(all);
                everything.seekToBeginning(all);
                Set<Integer> seen = new TreeSet<>();
                everything
                        .poll(Duration.ofSeconds(1))
                        .forEach(record ->
                                seen.add(SnapshotJson.read(record.value()).partition()));
                seen.retainAll(mine);
                return !seen.isEmpty();
            }
        }

        private Set<Integer> partitions() {
            return streams.metadataForLocalThreads().stream()
                    .flatMap(thread -> thread.activeTasks().stream())
                    .map(task -> task.taskId().partition())
                    .collect(Collectors.toSet());
        }

        @Override
        public void close() {
            streams.close(Duration.ofSeconds(10));
            view.close();
        }
    }
}
