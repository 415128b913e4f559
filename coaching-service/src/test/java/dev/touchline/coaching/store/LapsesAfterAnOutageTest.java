package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(LapsesAfterAnOutageTest.SlowTick.class)
class LapsesAfterAnOutageTest {

    /** The service's own upkeep leaves the test alone. */
    public static final class SlowTick implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("touchline.coaching.tick", "PT1M");
        }
    }

    @Inject
    Database database;

    @Inject
    ItemClock items;

    @Inject
    ItemReader reader;

    @Inject
    CoachingConfig config;

    @Test
    void oneTickGivesBackAllThatLapsedMeanwhile() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Object item = floor.awaitItems(1).getFirst().get("id");
        int lapsed = 2 * ItemClock.AT_ONCE + 1;
        Floor.rows("""
                INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, claimed_by, lease_until,
                    opened_at, newest_at, fresh_until, evidence_count, evidence_version, version, priority, reasons)
                SELECT gen_random_uuid(), kind, agent_id, agent_name, team, 'topic-' || n, severity, 'claimed', 'somebody',
                    now() - interval '1 minute', opened_at, newest_at, fresh_until, 0, 1, 2, priority, reasons
                FROM item, generate_series(1, %d) AS n WHERE id = '%s' RETURNING id""".formatted(lapsed, item));
        QueueUpkeep upkeep = new QueueUpkeep(database, items, reader, new SimpleMeterRegistry(), config);

        upkeep.lapse();

        assertThat(Floor.rows("SELECT count(*) FROM item WHERE state = 'claimed' AND team = '" + floor.team + "'"))
                .containsExactly("0");
    }
}
