package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.Evidence;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.NeedEvent.Facts;
import dev.touchline.coaching.core.NeedEvent.Raised;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Severity;
import dev.touchline.coaching.core.Why;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class LocksTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-21T10:30:00Z");
    private static final int NO_PARTITION_OF_KAFKA = 1_000_000;

    @Inject
    NeedStore store;

    /**
     * A batch of needs that touches the second item for its words and the first for a need, and a batch of responses
     * whose response stands on both; somebody holds the first item until both are under way.
     */
    @Test
    void batchesThatTouchTheSameItemsInOppositeOrderDoNotBlockEachOther() throws Exception {
        Floor floor = Floor.withOneAgent();
        String both = id();
        String onSecond = id();
        floor.publish(floor.need("clarity", both));
        Object first = floor.awaitItems(1).getFirst().get("id");
        floor.publish(floor.need("effort", both, onSecond));
        floor.awaitItems(2);
        Raised need = raised(floor, "clarity", id());

        CompletableFuture<Void> responses;
        CompletableFuture<Void> needs;
        Executor consumers = task -> Thread.ofPlatform().daemon().start(task);
        try (Connection holder = Backing.connect("coaching");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM item WHERE id = '" + first + "' FOR UPDATE");
            responses =
                    CompletableFuture.runAsync(() -> store.applyResponses(List.of(revision(floor, both))), consumers);
            awaitWaiting(1);
            needs = CompletableFuture.runAsync(
                    () -> store.applyNeeds(new NeedStore.Batch(
                            Set.of(NO_PARTITION_OF_KAFKA), List.of(need), List.of(revision(floor, onSecond)))),
                    consumers);
            awaitWaiting(2);
            holder.rollback();
        }

        assertThatCode(() -> CompletableFuture.allOf(responses, needs).get(60, TimeUnit.SECONDS))
                .doesNotThrowAnyException();
    }

    private static void awaitWaiting(int transactions) {
        Floor.patiently()
                .until(() -> Floor.rows("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        .equals(List.of(Integer.toString(transactions))));
    }

    private static Raised raised(Floor floor, String topic, String response) {
        Facts facts = new Facts(
                UUID.randomUUID(),
                Kind.COACHING,
                Severity.NORMAL,
                new Agent(floor.agent(1), "Ada Moss"),
                floor.team,
                topic,
                new Why(new Why.Filter("poor", 1, "Poor"), "Rated 2 of 5.", 1, 1, null),
                NOW,
                NeedJson.FRESH);
        return new Raised(facts, 1, List.of(new Evidence(new ResponseRef("demo", response), 25, NOW)));
    }

    private static ResponseRow revision(Floor floor, String response) {
        return new ResponseRow(
                new ResponseRef("demo", response),
                UUID.randomUUID(),
                floor.agent(1),
                NOW,
                LATER,
                1,
                7,
                null,
                "[]",
                "Other words",
                NOW);
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
