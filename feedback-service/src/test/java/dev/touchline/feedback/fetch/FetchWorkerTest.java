package dev.touchline.feedback.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.feedback.core.fetch.FetchPlan;
import dev.touchline.feedback.core.fetch.FetchResult;
import dev.touchline.feedback.core.fetch.FetchResult.Body;
import dev.touchline.feedback.core.fetch.FetchResult.NoAnswer;
import dev.touchline.feedback.core.fetch.FetchResult.Status;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.kafka.DeliverySorter;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.mapping.MappingReader;
import dev.touchline.feedback.mapping.ShippedMappings;
import dev.touchline.feedback.store.FetchWork;
import dev.touchline.feedback.store.FetchWork.Allowed;
import dev.touchline.feedback.store.FetchWork.Claim;
import dev.touchline.feedback.store.FetchWork.Job;
import dev.touchline.feedback.store.Quarantine;
import dev.touchline.feedback.store.Quarantine.Entry;
import dev.touchline.feedback.store.Redriver;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class FetchWorkerTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int PLENTY = 1_000_000;
    private static final String NO_SURVEY = "{\"result\":{\"values\":{}}}";

    @Inject
    Database database;

    @Inject
    FetchWork work;

    @Inject
    DeliverySorter sorter;

    @Inject
    SurveyProducer producer;

    @Inject
    Quarantine quarantine;

    @Inject
    Redriver redriver;

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final String source = "thin-" + UUID.randomUUID();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> clock = new AtomicReference<>(START);

    @BeforeEach
    void aDatabase() {
        await().atMost(Duration.ofSeconds(60)).until(() -> database.migrated() && producer.warm());
    }

    @Test
    void twoWorkersShareTheBudget() throws InterruptedException {
        notices(12);
        FetchTarget target = target(PLENTY, 5);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            FetchWorker worker = worker(new Status(404, null));
            workers.add(Thread.ofVirtual().start(() -> drain(worker, target)));
        }
        for (Thread each : workers) {
            each.join();
        }

        assertThat(asked).hasSize(5).doesNotHaveDuplicates();
        pass(Duration.ofHours(23));
        drain(worker(new Status(404, null)), target);
        assertThat(asked).hasSize(5);
        pass(Duration.ofHours(2));
        drain(worker(new Status(404, null)), target);
        assertThat(asked).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whoNeverComesBackLosesTheJobAndChangesNothingAnyMore() {
        UUID id = notices(1).getFirst();
        Job lost = ((Claim.Taken) claim()).job();
        pass(LEASE.minusMillis(1));
        assertThat(claim()).isEqualTo(new Claim.Nothing());

        pass(Duration.ofMillis(1));
        Job again = ((Claim.Taken) claim()).job();
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.attempt()).isEqualTo(2);
        work.giveUp(lost, FetchPlan.FAILED, "too late");
        assertThat(entry(id).reason()).isEqualTo("fetch-back");
        work.fetched(again, List.of(), now());
        assertThat(entry(id).state()).isEqualTo(Quarantine.State.REDRIVEN);
    }

    @Test
    void whatKillsEveryWorkerIsGivenUpInTheEnd() {
        UUID id = notices(1).getFirst();
        for (int i = 0; i < 12; i++) {
            assertThat(claim()).isInstanceOf(Claim.Taken.class);
            pass(LEASE);
        }
        drain(worker(new NoAnswer("never asked")), target(PLENTY, PLENTY));
        assertThat(asked).isEmpty();
        assertThat(entry(id).reason()).isEqualTo(FetchPlan.FAILED);
    }

    @Test
    void afterTooManyRequestsNothingIsAskedUntilThePlatformWantsIt() {
        notices(3);
        FetchWorker worker = worker(new Status(429, Duration.ofMinutes(3)));
        drain(worker, target(PLENTY, PLENTY));
        assertThat(asked).hasSize(1);
        assertThat(work.due(List.of(source), now())).isEmpty();

        pass(Duration.ofMinutes(4));
        assertThat(work.due(List.of(source), now())).containsExactly(source);
        drain(worker, target(PLENTY, PLENTY));
        assertThat(asked).hasSize(4);
    }

    @Test
    void oneResponseThatFailsHoldsUpNoOther() {
        List<UUID> ids = notices(2);
        drain(worker(new Status(502, null), new Status(404, null)), target(PLENTY, PLENTY));
        assertThat(asked).hasSize(2);
        Entry failed = entry(ids.getFirst());
        assertThat(failed.reason()).isEqualTo("fetch-back");
        assertThat(failed.causes()).contains("the platform answered 502");
        assertThat(String.valueOf(failed.fetching())).contains("attempts=1").doesNotContain("nextAt=null");
        assertThat(entry(ids.getLast()).fetching()).isEqualTo(new Quarantine.Fetching(1, null));
    }

    @Test
    void afterTooManyAttemptsAPersonMustLookAndARedriveBeginsAnew() {
        UUID id = notices(1).getFirst();
        FetchWorker worker = worker();
        for (int i = 0; i < 12; i++) {
            drain(worker, target(PLENTY, PLENTY));
            pass(Duration.ofHours(1));
        }
        assertThat(asked).hasSize(12);
        assertThat(entry(id).reason()).isEqualTo(FetchPlan.FAILED);
        assertThat(entry(id).causes()).contains("no success in 12 attempts; at last no answer");
        assertThat(metrics.counter("touchline.fetches", "source", source, "outcome", "retried")
                        .count())
                .isEqualTo(11);
        assertThat(metrics.counter("touchline.fetches", "source", source, "outcome", "given-up")
                        .count())
                .isEqualTo(1);

        assertThat(redriver.redrive(source, "fetch-not-found", "admin").fetching())
                .isZero();
        assertThat(redriver.redrive(source, FetchPlan.FAILED, "admin").fetching())
                .isOne();
        assertThat(entry(id).reason()).isEqualTo("fetch-back");
        assertThat(String.valueOf(entry(id).fetching())).contains("attempts=0").doesNotContain("nextAt=null");
    }

    @Test
    void aPageForPeopleIsTriedAgainAndAnswersThatTheMappingDoesNotKnowAreKept() {
        UUID id = notices(1).getFirst();
        FetchWorker worker = worker(json("<html>Back soon</html>"), json(NO_SURVEY));
        drain(worker, target(PLENTY, PLENTY));
        assertThat(entry(id).causes()).contains("not JSON");
        pass(Duration.ofHours(1));

        drain(worker, target(PLENTY, PLENTY));

        assertThat(entry(id).reason()).isEqualTo("unmappable");
        assertThat(entry(id).causes()).contains("responseId");
        assertThat(quarantine.find(id).orElseThrow().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(NO_SURVEY);
        assertThat(redriver.redrive(List.of(id), "admin")).isEmpty();
        assertThat(quarantine.find(id).orElseThrow().body()).isNull();
    }

    private List<UUID> notices(int count) {
        List<UUID> ids =
                IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        database.jdbi().useHandle(handle -> {
            for (int i = 0; i < count; i++) {
                handle.createUpdate("""
                                INSERT INTO quarantine (event_id, kind, source, reason, state, received_at,
                                    kafka_partition, kafka_offset, mapping_version, survey_id, response_id,
                                    fetch_attempts, fetch_due_at)
                                VALUES (:id, 'fetch-back', :source, 'fetch-back', 'quarantined', :at, 0, 0, 1,
                                    'SV_9', :response, 0, :at)
                                """)
                        .bind("id", ids.get(i))
                        .bind("source", source)
                        .bind("at", START.minusSeconds(60 - i))
                        .bind("response", "R_" + i)
                        .execute();
            }
        });
        return ids;
    }

    private Claim claim() {
        return work.claim(new Allowed(source, PLENTY, PLENTY), now(), LEASE);
    }

    private Entry entry(UUID id) {
        return quarantine.find(id).orElseThrow().entry();
    }

    private static void drain(FetchWorker worker, FetchTarget target) {
        try {
            worker.drain(() -> Optional.of(target));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** @param results in their order; then no answer */
    private FetchWorker worker(FetchResult... results) {
        Queue<FetchResult> left = new ArrayDeque<>(List.of(results));
        FetchResult usual = results.length == 1 && results[0] instanceof Status(int status, var wait) && status == 404
                ? results[0]
                : new NoAnswer("no answer");
        Platform platform = (target, survey, response) -> {
            asked.add(response);
            FetchResult next = left.poll();
            return next == null ? usual : next;
        };
        return new FetchWorker(
                work,
                platform,
                sorter,
                producer,
                new FetchPlan(12, Duration.ofSeconds(10), Duration.ofHours(1)),
                LEASE,
                new Moved(),
                new Random(7),
                metrics);
    }

    private static Body json(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    private FetchTarget target(int perMinute, int perDay) {
        Mapping mapping =
                switch (MappingReader.read(ShippedMappings.yaml("qualtrics-subscription"))) {
                    case MappingReader.Result.Compiled(Mapping compiled) -> compiled;
                    case MappingReader.Result.Broken broken -> throw new AssertionError(broken);
                };
        Source known = new Source(source, "Q", List.of(), SourceSettings.NONE, 1);
        return new FetchTarget(
                new LiveSource(known, mapping, 1, null, List.of(), null, List.of()),
                new FetchBackSettings("https://platform.example", null, null, perMinute, perDay),
                null);
    }

    private Instant now() {
        return clock.get();
    }

    private void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    /**
     * The clock that the test moves; whoever looks at it takes a little time, or the pace would hold him up forever.
     */
    private final class Moved extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            pass(Duration.ofMillis(1));
            return now();
        }
    }
}
