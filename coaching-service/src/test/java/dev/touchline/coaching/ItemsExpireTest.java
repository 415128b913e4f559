package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.touchline.backing.Backing;
import dev.touchline.backing.Received;
import dev.touchline.coaching.store.ItemClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(ItemsExpireTest.Prompt.class)
class ItemsExpireTest {

    /** Looks for stale items all the time. */
    public static final class Prompt implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("touchline.coaching.expire-every", "PT0.1S");
        }
    }

    @Inject
    ItemClock clock;

    @Test
    void anOpenItemThatGoesStaleLeavesTheQueueAndOthersHearOfIt() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        floor.publish(floor.need("clarity", response));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        String tag = floor.queue().header("ETag");

        goStale(floor);

        floor.awaitItems(0);
        assertThat(floor.queue().header("ETag")).isNotEqualTo(tag);
        assertThat(floor.items("state", "expired")).extracting("id").containsExactly(item.get("id"));
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", item.get("id"))
                .then()
                .body("items.action", contains("opened", "expired"))
                .body("items.by", contains("system", "system"));
        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item.get("id")))
                        .filteredOn(outcome -> type(outcome).equals("expired"))
                        .singleElement()
                        .satisfies(outcome -> assertThat(outcome.json()
                                        .at("/evidence/0/responseId")
                                        .asText())
                                .isEqualTo(response)));
    }

    @Test
    void aNeedThatComesAfterwardsOpensANewItem() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", id()));
        Map<String, Object> stale = floor.awaitItems(1).getFirst();
        goStale(floor);
        floor.awaitItems(0);

        floor.publish(floor.need("clarity", id()));

        assertThat(floor.awaitItems(1).getFirst().get("id")).isNotEqualTo(stale.get("id"));
    }

    @Test
    void aNeedThatIsStaleWhenItComesIsOnRecordAndNotInTheQueue() {
        Floor floor = Floor.withOneAgent();

        floor.publish(
                floor.need("clarity", id()).freshUntil(Instant.parse("2026-11-21T12:00:00Z")),
                floor.need("effort", id()));

        assertThat(floor.awaitItems(1).getFirst().get("topic")).isEqualTo("effort");
        assertThat(floor.items("state", "expired")).extracting("topic").containsExactly("clarity");
        Object item = floor.items("state", "expired").getFirst().get("id");
        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item))
                        .extracting(ItemsExpireTest::type)
                        .containsExactly("opened", "expired"));
        assertThat(outcomes(item))
                .allSatisfy(
                        outcome -> assertThat(outcome.json().path("evidence")).hasSize(1));
    }

    @Test
    void freshEvidenceThatFindsAStaleItemOpensANewOneInTheSameTransaction() {
        Floor floor = Floor.withOneAgent();
        NeedJson need = floor.need("clarity", id());
        floor.publish(need.freshUntil(Instant.parse("2026-11-21T12:00:00Z")));

        floor.publish(need.then("evidence-added", 2, id()));

        assertThat(floor.awaitItems(1).getFirst().get("evidenceCount")).isEqualTo(1);
        assertThat(floor.items("state", "expired")).hasSize(1);
    }

    @Test
    void anItemExpiresOnceHoweverManyLook() throws Exception {
        Floor floor = Floor.withOneAgent();
        int count = 2 * ItemClock.AT_ONCE + 50;
        insertStale(floor, count);

        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            Callable<Integer> sweep = clock::expire;
            List<Future<Integer>> sweeps = new ArrayList<>();
            for (int each = 0; each < 12; each++) {
                sweeps.add(instances.submit(sweep));
            }
            for (Future<Integer> each : sweeps) {
                assertThat(each.get()).isLessThanOrEqualTo(ItemClock.AT_ONCE);
            }
        }

        String ofTeam = " FROM audit a JOIN item i ON i.id = a.item_id WHERE i.team = '" + floor.team + "'";
        Floor.patiently()
                .until(() -> Floor.rows("SELECT count(DISTINCT a.item_id)" + ofTeam)
                        .equals(List.of(Integer.toString(count))));
        assertThat(Floor.rows("SELECT count(*)" + ofTeam)).containsExactly(Integer.toString(count));
    }

    private static void insertStale(Floor floor, int count) {
        Floor.rows("""
                INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, opened_at, newest_at,
                    fresh_until, evidence_count, evidence_version, version, priority, reasons)
                SELECT gen_random_uuid(), 'coaching', '%s', 'Ada', '%s', 'topic-' || n, 'normal', 'open', now(), now(),
                    now(), 1, 1, 1, n, jsonb_build_array(jsonb_build_object('needId', gen_random_uuid(), 'seq', 1,
                    'severity', 'normal', 'raisedAt', '2026-11-21T10:00:00Z', 'filterId', 'f', 'filterVersion', 1,
                    'filterName', 'F', 'sentence', 'Poor.', 'n', 1, 'poor', 1))
                FROM generate_series(1, %d) AS n RETURNING id
                """.formatted(floor.agent(1), floor.team, count));
    }

    /** As if so much time had gone by. */
    private static void goStale(Floor floor) {
        Floor.rows("UPDATE item SET fresh_until = now() WHERE team = '" + floor.team + "' RETURNING id");
    }

    private static List<Received> outcomes(Object item) {
        return Backing.kafka().consumeAll("coaching.outcomes").stream()
                .filter(outcome -> outcome.json().path("itemId").asText().equals(item))
                .toList();
    }

    private static String type(Received outcome) {
        return outcome.json().path("type").asText();
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
