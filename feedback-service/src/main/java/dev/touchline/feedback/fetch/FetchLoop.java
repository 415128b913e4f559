package dev.touchline.feedback.fetch;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.fetch.FetchPlan;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.kafka.DeliverySorter;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.store.FetchWork;
import dev.touchline.feedback.store.FetchWork.Counts;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.kafka.KafkaPresence;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Looks in the background for answers that are to be fetched, and has them fetched: of one source one after the other,
 * so that a slow platform holds up nobody but itself. Every instance does; what is due is handed to one of them.
 */
@Singleton
public class FetchLoop {
    private static final Logger LOG = Logger.getLogger(FetchLoop.class);
    /** What an attempt takes besides the platform's answer, generously. */
    private static final Duration OWN_TIME = Duration.ofMinutes(1);

    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final SourcesView sources;
    private final RosterView roster;
    private final KafkaPresence kafka;
    private final FetchWork work;
    private final FetchWorker worker;
    private final HttpPlatform platform;
    private final Clock clock = Clock.systemUTC();
    private final long everyMs;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("fetch-timer").unstarted(task));
    /** As many as sources have something due. */
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("fetch-", 0).factory());

    private volatile Counts counts = new Counts(0, 0);
    private Instant counted = Instant.EPOCH;

    FetchLoop(
            Database database,
            SourcesView sources,
            RosterView roster,
            KafkaPresence kafka,
            FetchWork work,
            DeliverySorter sorter,
            SurveyProducer producer,
            FeedbackConfig config,
            MeterRegistry metrics) {
        FeedbackConfig.Fetch settings = config.fetch();
        this.database = database;
        this.sources = sources;
        this.roster = roster;
        this.kafka = kafka;
        this.work = work;
        this.everyMs = settings.every().toMillis();
        this.platform = new HttpPlatform(settings.timeout(), settings.privateAddresses(), clock);
        this.worker = new FetchWorker(
                work,
                platform,
                sorter,
                producer,
                new FetchPlan(settings.attempts(), settings.firstWait(), settings.longestWait()),
                settings.timeout().plus(OWN_TIME),
                clock,
                RandomGenerator.getDefault(),
                metrics);
        metrics.gauge("touchline.fetches.waiting", this, loop -> loop.counts.waiting());
        metrics.gauge("touchline.fetches.given.up", this, loop -> loop.counts.givenUp());
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::round, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        workers.shutdownNow();
        platform.close();
    }

    /** What was not fetched yet a few seconds ago. */
    public Counts counts() {
        return counts;
    }

    /** Never throws, or there would be no next. */
    private void round() {
        try {
            if (database.migrated()) {
                count();
                lookForWork();
            }
        } catch (RuntimeException e) {
            LOG.warnf("Not looked for answers to fetch, trying again cause=%s", RootCause.of(e));
        }
    }

    private void count() {
        Instant now = clock.instant();
        if (!now.isBefore(counted.plus(COUNT_EVERY))) {
            counts = work.counts();
            counted = now;
        }
    }

    /** Without roster or Kafka what is fetched could not go on its way, and the platform was asked for nothing. */
    private void lookForWork() {
        List<String> idle = sources.sources()
                .after("")
                .map(Source::id)
                .filter(id -> !busy.contains(id) && target(id).isPresent())
                .toList();
        if (idle.isEmpty() || !sources.loaded() || !roster.loaded() || !kafka.answers()) {
            return;
        }
        for (String id : work.due(idle, clock.instant())) {
            busy.add(id);
            workers.execute(() -> drain(id));
        }
    }

    private Optional<FetchTarget> target(String id) {
        return FetchTarget.of(sources.live(id));
    }

    private void drain(String id) {
        try {
            worker.drain(() -> target(id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Fetching broke off, going on soon source=%s cause=%s", id, RootCause.of(e));
        } finally {
            busy.remove(id);
        }
    }
}
