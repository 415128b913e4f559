package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.store.Deliveries.Taken;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a subscription that is held for hours, so that only who looks by a later clock finds its messages. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class DeliveriesTest {
    private static final int MANY = 10_000;

    @Inject
    Database database;

    private final UUID webhook = UUID.randomUUID();

    @BeforeEach
    void subscribe() {
        Floor.rows("""
                INSERT INTO webhook (id, team, url, events, kinds, enabled, secret, version, created_at, created_by,
                    changed_at, changed_by, failures, held_until)
                VALUES ('%s', 'held', 'http://127.0.0.1:1/', '{}', '{}', true, 'whsec_AAAA', 1, now(), 'admin', now(),
                    'admin', 0, now() + interval '1 hour') RETURNING id
                """.formatted(webhook));
    }

    @Test
    void whoIsBusyWithOneMessageMayBeSentTheOthers() {
        due("1 minute", 10);
        Deliveries later = new Deliveries(database, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

        assertThat(takenUp(later, 8)).isZero();
        assertThat(takenUp(later, 5)).isEqualTo(3);
        assertThat(takenUp(later, 0)).isEqualTo(7);
    }

    @Test
    void whatNobodyCameToForDaysIsGivenUp() {
        due("6 days", 2);
        due("4 days", 1);

        new Deliveries(database, Clock.systemUTC()).giveUpOverdue(Duration.ofDays(5));

        assertThat(states()).containsExactly("dead", "dead", "pending");
    }

    @Test
    void eachMessageIsTakenUpByOneInstanceAndALateWordCountsNoMore() throws Exception {
        due("1 minute", 500);
        // Only for them the webhook's rest is over, so the service's own dispatcher leaves the messages to them.
        Deliveries later = new Deliveries(database, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        Callable<List<Taken>> instance = () -> later.take(MANY, 100, Map.of(), Duration.ofHours(3)).stream()
                .filter(taken -> taken.webhookId().equals(webhook))
                .toList();
        List<UUID> takenUp = new ArrayList<>();

        try (ExecutorService instances = Executors.newFixedThreadPool(6)) {
            for (Future<List<Taken>> each : instances.invokeAll(Collections.nCopies(6, instance))) {
                each.get().forEach(taken -> takenUp.add(taken.id()));
            }
        }

        assertThat(takenUp).doesNotHaveDuplicates().isNotEmpty();
        Taken late = new Taken(takenUp.getFirst(), webhook, null, 0, "", Instant.EPOCH, "{}", 0, "", "", null, 0);
        assertThat(later.delivered(late, "{}")).isFalse();
    }

    private long takenUp(Deliveries deliveries, int busy) {
        return deliveries.take(MANY, 8, Map.of(webhook, busy), Duration.ofHours(3)).stream()
                .filter(taken -> taken.webhookId().equals(webhook))
                .count();
    }

    private void due(String ago, int count) {
        Floor.rows("""
                INSERT INTO webhook_delivery (webhook_id, type, occurred_at, data, state, due_at, attempt, attempts)
                SELECT '%s', 'webhook.ping', now(), '{}', 'pending', now() - interval '%s', 0, '[]'
                FROM generate_series(1, %d) RETURNING id
                """.formatted(webhook, ago, count));
    }

    private List<String> states() {
        return Floor.rows(
                "SELECT state FROM webhook_delivery WHERE webhook_id = '%s' ORDER BY due_at".formatted(webhook));
    }
}
