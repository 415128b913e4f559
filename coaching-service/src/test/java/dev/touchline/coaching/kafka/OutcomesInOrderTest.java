package dev.touchline.coaching.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.backing.Received;
import dev.touchline.coaching.Floor;
import dev.touchline.kit.outbox.OutboxReview;
import dev.touchline.kit.outbox.OutboxRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class OutcomesInOrderTest {
    /** What the relay holds while it publishes. */
    private static final long RELAYS_LOCK = 0x70756268L;

    private static final int ALMOST_A_BATCH = 490;

    @Inject
    Broken broken;

    /** Breaks the relay off once the broker has a batch, before it is deleted: as a crash there would. */
    @Singleton
    static class Broken implements OutboxReview {
        private volatile String key = "";
        private volatile Set<Integer> at = Set.of();
        private int acknowledged;

        void breakOff(String atKey, Set<Integer> acknowledgements) {
            at = acknowledgements;
            key = atKey;
        }

        @Override
        public OutboxRow beforePublish(OutboxRow row) {
            return row;
        }

        @Override
        public void acknowledged(Handle handle, OutboxRow row, Instant appendedAt) {
            if (row.key().equals(key) && at.contains(++acknowledged)) {
                throw new IllegalStateException("The relay breaks off");
            }
        }
    }

    @Test
    void stepsOfTwoItemsOfAnAgentAreToldInTheirOrderOverBatchesAndBreaks() throws Exception {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()), floor.need("effort", "r-" + UUID.randomUUID()));
        List<Map<String, Object>> items = floor.awaitItems(2);
        Floor.patiently().until(() -> told(floor).size() == 2);
        broken.breakOff(floor.agent(1), Set.of(5, 25, 40));

        try (Connection holding = Backing.connect("coaching");
                Statement lock = holding.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + RELAYS_LOCK + ")");
            for (int round = 0; round < 3; round++) {
                work(floor, items, 1 + 4 * round);
                others();
            }
        }

        Floor.patiently().until(() -> new HashSet<>(told(floor)).size() == 2 + 3 * 8);
        assertThat(told(floor).stream().distinct()).isEqualTo(steps(floor));
        assertThat(told(floor)).as("broken off, so told again").hasSizeGreaterThan(2 + 3 * 8);
    }

    /** Claims and releases both, twice, in turns. */
    private static void work(Floor floor, List<Map<String, Object>> items, int version) {
        for (int step = 0; step < 4; step++) {
            for (Map<String, Object> item : items) {
                floor.step(item, step % 2 == 0 ? "claim" : "release", version + step, "")
                        .then()
                        .statusCode(200);
            }
        }
    }

    /** Outcomes of somebody else, so that the next step is of another batch. */
    private static void others() {
        Floor.rows("""
                INSERT INTO outbox (kafka_topic, record_key, event_id, type, payload)
                SELECT 'coaching.outcomes', 'somebody', gen_random_uuid(), '%s', '{}'
                FROM generate_series(1, %d) RETURNING id
                """.formatted(Outcomes.TYPE, ALMOST_A_BATCH));
    }

    /** As the audit has them. */
    private static List<String> steps(Floor floor) {
        return Floor.rows("SELECT concat_ws(' ', item_id, a.version) FROM audit a JOIN item i ON i.id = a.item_id"
                + " WHERE i.team = '" + floor.team + "' ORDER BY a.id");
    }

    private static List<String> told(Floor floor) {
        return Backing.kafka().consumeAll("coaching.outcomes").stream()
                .filter(outcome -> floor.agent(1).equals(outcome.key()))
                .map(Received::json)
                .map(outcome -> outcome.path("itemId").asText() + " "
                        + outcome.path("version").asText())
                .toList();
    }
}
