package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.Evidence;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.core.NeedEvent.EvidenceAdded;
import dev.touchline.coaching.core.NeedEvent.Facts;
import dev.touchline.coaching.core.NeedEvent.Raised;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who change what stands on an item at once: the second decides on what the first left. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class NeedsMeetTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Inject
    NeedStore store;

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final String r1 = id();
    private final String r2 = id();
    private final String r3 = id();
    private Floor floor;

    @BeforeEach
    void aTeamWithAnAgent() {
        floor = Floor.withOneAgent();
    }

    @Test
    void whatTwoTakeBackIsTakenBackOnce() throws Exception {
        apply(raised(one, "f1", r1), raised(two, "f2", r2));
        UUID item = theLiveOne();

        atOnce(item, () -> apply(withdrawn(two, 2, r2)), () -> apply(withdrawn(two, 2, r2)));

        assertThat(stateOf(item)).isEqualTo("open 1");
    }

    @Test
    void anAnswerThatTwoNeedsLoseAtOnceIsGone() throws Exception {
        apply(raised(UUID.randomUUID(), "f0", r1), raised(one, "f1", r2), raised(two, "f2", r2));
        UUID item = theLiveOne();
        assertThat(stateOf(item)).isEqualTo("open 2");

        atOnce(item, () -> apply(withdrawn(one, 2, r2)), () -> apply(withdrawn(two, 2, r2)));

        assertThat(stateOf(item)).isEqualTo("open 1");
    }

    @Test
    void anAnswerThatADisputeBroughtMeanwhileCountsOnce() throws Exception {
        UUID closed = dismissed(raised(one, "f1", r1));
        apply(raised(two, "f2", r2));
        UUID live = theLiveOne();

        atOnce(live, () -> dispute(closed), () -> apply(raised(UUID.randomUUID(), "f3", r1, r3)));

        assertThat(stateOf(live)).isEqualTo("open 3");
    }

    @Test
    void aNeedThatADisputeMovedGrowsWhereItStandsNow() throws Exception {
        UUID closed = dismissed(raised(one, "f1", r1));
        apply(raised(two, "f2", r2));
        UUID live = theLiveOne();

        atOnce(live, () -> dispute(closed), () -> apply(added(one, "f1", 2, r3)));

        assertThat(stateOf(live)).isEqualTo("open 3");
        assertThat(Floor.rows("SELECT item_id FROM need WHERE need_id = '" + one + "'"))
                .containsExactly(live.toString());
    }

    /** While somebody holds the item, the first waits for it, and then the second. */
    private static void atOnce(UUID item, Runnable first, Runnable second) throws Exception {
        CompletableFuture<Void> both;
        try (Connection holder = Backing.connect("coaching");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM item WHERE id = '" + item + "' FOR UPDATE");
            CompletableFuture<Void> waits = start(first);
            awaitWaiting(1);
            both = CompletableFuture.allOf(waits, start(second));
            awaitWaiting(2);
            holder.rollback();
        }
        both.get(60, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> start(Runnable task) {
        return CompletableFuture.runAsync(
                task, work -> Thread.ofPlatform().daemon().start(work));
    }

    private static void awaitWaiting(int transactions) {
        Floor.patiently()
                .until(() -> Floor.rows("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        .equals(List.of(Integer.toString(transactions))));
    }

    /** Of no partition: as instances do that take back what strayed. */
    private void apply(NeedEvent... events) {
        store.applyNeeds(new NeedStore.Batch(Set.of(), List.of(events), List.of()));
    }

    private UUID dismissed(NeedEvent need) {
        apply(need);
        UUID item = theLiveOne();
        floor.asSupervisor()
                .header("If-Match", "\"1\"")
                .body("{\"cause\":\"agent\"}")
                .post("/api/coaching/v1/items/{id}/dismiss", item)
                .then()
                .statusCode(200);
        return item;
    }

    private void dispute(UUID item) {
        Floor.as(TestTokens.agent(floor.agent(1)))
                .body("{\"reason\":\"Not my customer\"}")
                .post("/api/coaching/v1/items/{id}/dispute", item)
                .then()
                .statusCode(200);
    }

    private UUID theLiveOne() {
        return UUID.fromString(Floor.rows("SELECT id FROM item WHERE team = '" + floor.team + "' AND closed_at IS NULL")
                .getFirst());
    }

    private static String stateOf(UUID item) {
        return Floor.rows("SELECT state || ' ' || evidence_count FROM item WHERE id = '" + item + "'")
                .getFirst();
    }

    private Raised raised(UUID need, String filter, String... responses) {
        return new Raised(facts(need, filter), 1, evidence(responses));
    }

    private EvidenceAdded added(UUID need, String filter, long seq, String... responses) {
        return new EvidenceAdded(facts(need, filter), seq, evidence(responses));
    }

    private Withdrawn withdrawn(UUID need, long seq, String response) {
        return new Withdrawn(facts(need, "any"), seq, evidence(response), 0);
    }

    private Facts facts(UUID need, String filter) {
        return new Facts(
                need,
                Kind.COACHING,
                Severity.NORMAL,
                new Agent(floor.agent(1), "Ada Moss"),
                floor.team,
                "clarity",
                new Why(new Why.Filter(filter, 1, "Poor"), "Rated 2 of 5.", 1, 1, null),
                NOW,
                NeedJson.FRESH);
    }

    private static List<Evidence> evidence(String... responses) {
        return Arrays.stream(responses)
                .map(response -> new Evidence(new ResponseRef("demo", response), 25, NOW))
                .toList();
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
