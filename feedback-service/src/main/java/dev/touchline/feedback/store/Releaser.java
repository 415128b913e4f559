package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import dev.touchline.feedback.kafka.KafkaAway;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.kafka.SurveyRecords;
import dev.touchline.feedback.store.QuarantineStore.ParkedRow;
import dev.touchline.feedback.store.QuarantineStore.Position;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lets parked responses go once the roster knows their agent: publishes them with the event id and the time of receipt
 * that they were given at ingest, waits for the broker, and only then marks them. A crash in between repeats events of
 * the same ids, which have no second effect.
 */
@Singleton
public class Releaser {
    private static final Logger LOG = Logger.getLogger(Releaser.class);
    private static final int PAGE = 200;
    /** Beyond so many names one walk over all that is parked is quicker than looking for each. */
    private static final int MANY = 100;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Database database;
    private final RosterView view;
    private final SurveyProducer producer;
    private final SurveyRecords records;
    private final Counter released;
    private final BlockingQueue<AgentRef> wanted = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("releaser").unstarted(this::run);

    Releaser(
            Database database, RosterView view, SurveyProducer producer, SurveyRecords records, MeterRegistry metrics) {
        this.database = database;
        this.view = view;
        this.producer = producer;
        this.records = records;
        this.released = metrics.counter("touchline.responses.released");
    }

    void start(@Observes StartupEvent event) {
        view.onAgent(agent -> {
            if (view.loaded()) {
                look(agent.names());
            }
        });
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Soon looks at what is parked under these names. */
    public void look(Set<AgentRef> names) {
        wanted.addAll(names);
    }

    /** What a round over all parked responses came to. */
    public record Redriven(long released, long stillParked) {}

    /**
     * Looks at everything that is parked, now.
     *
     * @throws KafkaAway when the broker does not take them; those not taken stay parked
     */
    public Redriven redrive() {
        long count = sweep(null);
        return new Redriven(count, database.jdbi().withHandle(QuarantineStore::countParked));
    }

    /** As {@link #redrive()}, for what is parked under these names. */
    public void redrive(Set<AgentRef> names) {
        sweep(names);
    }

    private void run() {
        try {
            while (!view.loaded() || !database.migrated() || !sweptWithoutFailure(null)) {
                Thread.sleep(RETRY);
            }
            while (true) {
                Set<AgentRef> names = new HashSet<>();
                names.add(wanted.take());
                wanted.drainTo(names);
                while (!sweptWithoutFailure(names.size() > MANY ? null : names)) {
                    Thread.sleep(RETRY);
                    wanted.drainTo(names);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean sweptWithoutFailure(@Nullable Set<AgentRef> names) {
        try {
            sweep(names);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Parked responses not released, trying again cause=%s", e.getMessage());
            return false;
        }
    }

    /** @param names null: all that is parked */
    private long sweep(@Nullable Set<AgentRef> names) {
        long count = 0;
        Position position = Position.START;
        while (true) {
            Page page = releasePage(names, position);
            count += page.released();
            if (page.last() == null) {
                return count;
            }
            position = page.last();
        }
    }

    /** @param last null when there is no further page */
    private record Page(int released, @Nullable Position last) {}

    private Page releasePage(@Nullable Set<AgentRef> names, Position after) {
        return database.jdbi().inTransaction(handle -> {
            QuarantineStore.lock(handle);
            List<ParkedRow> rows = names == null
                    ? QuarantineStore.parked(handle, after, PAGE)
                    : QuarantineStore.parked(handle, names, after, PAGE);
            int count = release(handle, rows);
            return new Page(count, rows.size() < PAGE ? null : rows.getLast().position());
        });
    }

    private int release(Handle handle, List<ParkedRow> rows) {
        List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (ParkedRow row : rows) {
            record(row).ifPresent(record -> {
                sent.add(record);
                ids.add(row.envelope().eventId());
            });
        }
        if (ids.isEmpty()) {
            return 0;
        }
        await(sent);
        Failpoint.hit("after-release-before-commit");
        QuarantineStore.release(handle, ids, Clock.systemUTC().instant());
        released.increment(ids.size());
        return ids.size();
    }

    private Optional<ProducerRecord<String, byte[]>> record(ParkedRow row) {
        Optional<SurveyResponse> response =
                ParkedReader.response(row.payload(), row.envelope().receivedAt());
        if (response.isEmpty()) {
            LOG.errorf(
                    "Parked response is not readable event=%s", row.envelope().eventId());
        }
        return response.flatMap(
                known -> view.roster().resolve(known.agent(), known.happenedAt()) instanceof Attributed whose
                        ? Optional.of(records.attributed(row.envelope(), known, whose, null))
                        : Optional.empty());
    }

    private void await(List<ProducerRecord<String, byte[]>> sent) {
        try {
            producer.send(sent).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KafkaAway away ? away : e;
        }
    }
}
