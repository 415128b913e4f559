package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.backtest.Figures;
import dev.touchline.alerting.core.backtest.Replay;
import dev.touchline.alerting.core.backtest.Tally;
import dev.touchline.alerting.core.backtest.Trying;
import dev.touchline.alerting.json.BacktestRequest;
import dev.touchline.alerting.json.FiguresWriter;
import dev.touchline.alerting.store.BacktestStore;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Works on backtests, each on a thread of its own, and writes down how far it is and what came out. */
@Singleton
public class Backtests {
    /** Longest run. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(Backtests.class);
    private static final String NO_ANSWER = "Kafka or the database did not answer; start it again";
    private static final String NO_END = "came to no end; the service's log says where";

    private final AlertingConfig config;
    private final StoredResponses stored;
    private final BacktestStore store;
    private volatile boolean stopping;

    Backtests(AlertingConfig config, StoredResponses stored, BacktestStore store) {
        this.config = config;
        this.stored = stored;
        this.store = store;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Begins to work on one that is stored as running. */
    public void start(UUID id, BacktestRequest request, Optional<Definition> live) {
        Thread.ofPlatform().daemon().name("backtest").start(() -> work(id, request, live));
    }

    private void work(UUID id, BacktestRequest request, Optional<Definition> live) {
        LOG.infof("Backtest started id=%s", id);
        try {
            run(id, request, live);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            fail(id, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            fail(id, e);
        }
    }

    private void run(UUID id, BacktestRequest request, Optional<Definition> live)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Trying trying = trying(request, live);
        if (!goesOn(id, 0, 0, deadline)) {
            return;
        }
        Set<ResponseKey> erased = Directory.erased(stored);
        if (!goesOn(id, 0, 0, deadline)) {
            return;
        }
        List<StoredResponses.Part> parts = parts(request, trying);
        BacktestJob job = new BacktestJob(stored, trying, erased);
        long records = job.records(parts);
        int threads = Math.max(1, Math.min(parts.size(), Runtime.getRuntime().availableProcessors()));
        Optional<Tally> tally = job.run(parts, threads, read -> goesOn(id, read, records, deadline));
        if (tally.isPresent()) {
            done(id, parts, job, trying, tally.get());
        } else if (System.nanoTime() > deadline) {
            store.failed(id, "took longer than " + LONGEST.toHours() + " hour; choose a shorter period");
        }
    }

    private Trying trying(BacktestRequest request, Optional<Definition> live) {
        return new Trying(
                request.draft(),
                live,
                config.grace(),
                Snapshots.ofPast(config.grace()),
                KnownOutcomes.read(stored),
                request.period());
    }

    private List<StoredResponses.Part> parts(BacktestRequest request, Trying trying) {
        return request.offsets().isEmpty()
                ? stored.since(request.period().readFrom(trying.lookBack()))
                : StoredResponses.parts(request.offsets());
    }

    private void done(UUID id, List<StoredResponses.Part> parts, BacktestJob job, Trying trying, Tally tally) {
        Figures figures = tally.figures(trying.live().isPresent());
        ObjectNode result = FiguresWriter.write(figures, job.unreadable(), Directory.supervisors(stored));
        result.set(
                "offsets",
                BacktestRequest.json(
                        parts.stream().map(StoredResponses.Part::offsets).toList()));
        long records = job.records(parts);
        store.done(id, records, figures.heard().evaluated(), result);
        LOG.infof(
                "Backtest done id=%s records=%d flags=%d",
                id, records, figures.draft().total());
    }

    /** Goes on while the database is away: what can't be said now is said next time. */
    private boolean goesOn(UUID id, long read, long records, long deadline) {
        if (stopping || System.nanoTime() > deadline) {
            return false;
        }
        try {
            return store.progress(id, read, records);
        } catch (RuntimeException e) {
            if (Database.isTransient(e)) {
                return true;
            }
            throw e;
        }
    }

    private void fail(UUID id, Throwable cause) {
        LOG.warnf("Backtest failed id=%s cause=%s", id, RootCause.of(cause));
        try {
            store.failed(id, words(cause));
        } catch (RuntimeException e) {
            LOG.warnf("Backtest's failure can't be written down id=%s cause=%s", id, RootCause.of(e));
        }
    }

    private static String words(Throwable cause) {
        if (cause instanceof Replay.TooManyAgents) {
            return String.valueOf(cause.getMessage());
        }
        return cause instanceof KafkaException || Database.isTransient(cause) ? NO_ANSWER : NO_END;
    }
}
