package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.backtest.Period;
import dev.touchline.alerting.core.backtest.Trying;
import dev.touchline.alerting.kafka.StoredResponses.Part;
import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A backtest while it runs. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class BacktestJobTest {
    private static final Duration GRACE = Duration.ofDays(2);

    @Inject
    StoredResponses stored;

    @Test
    @Timeout(60)
    void itSaysHowManyItHasReadAndStopsWhenItIsToldTo() throws Exception {
        // given responses, and in each partition one more that never comes
        Instant before = Instant.now();
        String agent = "agent-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            Survey.of(agent, agent + "-" + i, before).rated("backtest-job", 1).publish();
        }
        List<Part> waiting = stored.since(before.minus(Duration.ofDays(365))).stream()
                .map(part -> new Part(part.partition(), part.from(), part.to() + 1))
                .toList();
        long there = waiting.stream().mapToLong(Part::records).sum() - waiting.size();
        List<String> complaints = new CopyOnWriteArrayList<>();
        Handler listening = listening(complaints);
        Logger consumers = Logger.getLogger("org.apache.kafka.clients.consumer");
        consumers.addHandler(listening);

        // when it is stopped as soon as two threads have read what the first of them have
        BacktestJob job = new BacktestJob(stored, trying(), Set.of());
        AtomicLong told = new AtomicLong();
        var result = job.run(waiting, 2, read -> {
            told.set(read);
            return read == 0;
        });
        consumers.removeHandler(listening);

        // then it ends, without a result and without a consumer that is closed in haste
        assertThat(told).hasPositiveValue().hasValueLessThanOrEqualTo(there);
        assertThat(result).isEmpty();
        assertThat(complaints).isEmpty();
    }

    private static Handler listening(List<String> complaints) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                // Only the job's own consumers: the service's may complain of whatever other tests do.
                if (Thread.currentThread().getName().equals("backtest-replay")
                        && line.getLevel().intValue() >= Level.WARNING.intValue()) {
                    complaints.add(line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static Trying trying() {
        Definition definition = new Definition(
                "Backtest job",
                Kind.COACHING,
                Set.of("backtest-job"),
                true,
                Scope.EVERYWHERE,
                new Condition.Each(new Bound.AtMost(25)),
                Duration.ofHours(8),
                Duration.ofDays(2),
                Severity.NORMAL);
        return new Trying(
                definition, Optional.empty(), GRACE, Snapshots.ofPast(GRACE), new KnownOutcomes(), Period.ALWAYS);
    }
}
