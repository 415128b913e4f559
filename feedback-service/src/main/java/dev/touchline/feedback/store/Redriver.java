package dev.touchline.feedback.store;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.kafka.DeliverySorter;
import dev.touchline.feedback.kafka.DeliverySorter.Sorted;
import dev.touchline.feedback.kafka.KafkaAway;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.store.DeliveryStore.Filter;
import dev.touchline.feedback.store.DeliveryStore.Position;
import dev.touchline.feedback.store.DeliveryStore.Waiting;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Maps deliveries in quarantine once more, by the mapping that is in force now. What can be taken gets the ids and the
 * time of receipt that it would have had then, waits for the broker, and only then the row is marked. A crash in
 * between repeats events of the same ids, which have no second effect.
 */
@Singleton
public class Redriver {
    private static final Logger LOG = Logger.getLogger(Redriver.class);
    /** Bodies have up to 1 MiB. */
    private static final int BATCH = 20;
    /** What one request does before the rest goes on in the background. */
    private static final int AT_ONCE = 200;

    private final Database database;
    private final SourcesView sources;
    private final DeliverySorter sorter;
    private final SurveyProducer producer;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("redriver").unstarted(task));
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Progress progress = new Progress(false, 0, 0, null);

    Redriver(Database database, SourcesView sources, DeliverySorter sorter, SurveyProducer producer) {
        this.database = database;
        this.sources = sources;
        this.sorter = sorter;
        this.producer = producer;
    }

    void stop(@Observes ShutdownEvent event) {
        background.shutdownNow();
    }

    /**
     * What became of one delivery.
     *
     * @param events ids of what was made of it
     * @param causes why something still can't be taken; empty: all of it was
     */
    public record Row(UUID id, List<UUID> events, List<Flaw> causes) {
        public boolean done() {
            return causes.isEmpty();
        }
    }

    /**
     * What one request came to.
     *
     * @param fetching how many given up answers are asked for anew
     * @param more whether the rest goes on in the background
     */
    public record Round(List<Row> rows, long fetching, boolean more) {}

    /**
     * The last round in the background on this instance.
     *
     * @param stopped why it ended early; null: it did not
     */
    public record Progress(
            boolean running,
            long redriven,
            long stillQuarantined,
            @Nullable String stopped) {}

    /** The last round in the background on this instance. */
    public Progress progress() {
        return progress;
    }

    /**
     * Redrives these, as far as they wait; answers that were given up are asked for anew, in the background.
     *
     * @throws KafkaAway when the broker does not take them; those not taken stay as they are
     */
    public List<Row> redrive(List<UUID> ids, String by) {
        fetchAgain(ids, Filter.ALL);
        return redriveDeliveries(ids, by);
    }

    private int fetchAgain(@Nullable List<UUID> ids, Filter filter) {
        Instant now = Clock.systemUTC().instant();
        return database.jdbi().withHandle(handle -> DeliveryStore.fetchAgain(handle, ids, filter, now));
    }

    private List<Row> redriveDeliveries(List<UUID> ids, String by) {
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<UUID> batch = ids.subList(from, Math.min(ids.size(), from + BATCH));
            rows.addAll(database.jdbi().inTransaction(handle -> redrive(handle, batch, by)));
        }
        return rows;
    }

    /**
     * Redrives all that wait, or all of a source or reason: some at once, the rest in the background.
     *
     * @throws KafkaAway as {@link #redrive(List, String)} does
     */
    public Round redrive(@Nullable String source, @Nullable String reason, String by) {
        Filter filter = new Filter(source, reason);
        List<Position> some =
                database.jdbi().withHandle(handle -> DeliveryStore.next(handle, filter, Position.START, AT_ONCE));
        long fetching = fetchAgain(null, filter);
        List<Row> rows = redriveDeliveries(some.stream().map(Position::eventId).toList(), by);
        boolean more = some.size() == AT_ONCE;
        if (more && busy.compareAndSet(false, true)) {
            progress = new Progress(true, 0, 0, null);
            background.execute(() -> Database.patiently(() -> goOn(filter, some.getLast(), by)));
        }
        return new Round(rows, fetching, more);
    }

    private void goOn(Filter filter, Position start, String by) {
        Position position = start;
        String stopped = null;
        try {
            while (true) {
                Position after = position;
                List<Position> some =
                        database.jdbi().withHandle(handle -> DeliveryStore.next(handle, filter, after, BATCH));
                if (some.isEmpty()) {
                    break;
                }
                count(redriveDeliveries(some.stream().map(Position::eventId).toList(), by));
                position = some.getLast();
            }
        } catch (RuntimeException e) {
            stopped = e instanceof KafkaAway ? "Kafka does not answer" : "PostgreSQL does not answer";
            LOG.warnf("Redrive stopped early cause=%s", e.getMessage());
        } finally {
            progress = new Progress(false, progress.redriven(), progress.stillQuarantined(), stopped);
            busy.set(false);
        }
    }

    private void count(List<Row> rows) {
        long done = rows.stream().filter(Row::done).count();
        Progress last = progress;
        progress = new Progress(true, last.redriven() + done, last.stillQuarantined() + rows.size() - done, null);
    }

    private List<Row> redrive(Handle handle, List<UUID> ids, String by) {
        List<Row> rows = new ArrayList<>();
        for (Waiting waiting : DeliveryStore.waiting(handle, ids)) {
            LiveSource source = sources.live(waiting.envelope().source());
            rows.add(
                    source == null
                            ? new Row(
                                    waiting.envelope().eventId(),
                                    List.of(),
                                    List.of(new Flaw("", "the source is not known here")))
                            : redrive(handle, source, waiting, by));
        }
        return rows;
    }

    private Row redrive(Handle handle, LiveSource source, Waiting waiting, String by) {
        UUID id = waiting.envelope().eventId();
        Sorted sorted =
                sorter.sort(source, waiting.delivery(), waiting.envelope().receivedAt(), null);
        List<UUID> events = sorted.eventIds();
        await(sorted);
        Failpoint.hit("after-redrive-before-commit");
        HeldDelivery held = sorted.held();
        if (held == null) {
            Instant now = Clock.systemUTC().instant();
            DeliveryStore.redriven(handle, id, events, now, by);
            return new Row(id, events, List.of());
        }
        HeldDelivery same = new HeldDelivery(
                waiting.envelope(), held.reason(), held.mappingVersion(), held.causes(), held.delivery());
        DeliveryStore.stillKept(handle, same, events);
        return new Row(
                id,
                events,
                held.causes().stream()
                        .map(cause -> new Flaw(cause.pointer(), "item " + cause.item() + ": " + cause.detail()))
                        .toList());
    }

    private void await(Sorted sorted) {
        try {
            producer.send(sorted.records()).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KafkaAway away ? away : e;
        }
    }
}
