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
        // given responses, and one more that never comes
        Instant before = Instant.now();
        String agent = "agent-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            Survey.of(agent, agent + "-" + i, before).rated("backtest-job", 1).publish();
        }
        Part there = stored.since(before).stream()
                .filter(part -> part.records() >= 3)
                .findFirst()
                .orElseThrow();
        Part waiting = new Part(there.partition(), there.from(), there.to() + 1);

        // when it is stopped as soon as it has read what there is
        BacktestJob job = new BacktestJob(stored, trying(), Set.of());
        var result = job.run(List.of(waiting), 1, read -> read < there.records());

        // then it ends, without a result
        assertThat(result).isEmpty();
        assertThat(job.records(List.of(waiting))).isEqualTo(there.records() + 1);
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
