package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(ClaimsLapseTest.ShortLease.class)
class ClaimsLapseTest {

    /** Claims that are over at once. */
    public static final class ShortLease implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("touchline.coaching.lease", "PT1S", "touchline.coaching.tick", "PT0.2S");
        }
    }

    @Test
    void aClaimThatIsNotWorkedGoesBackToTheQueue() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.claimNext().then().statusCode(200);

        Floor.patiently().until(() -> floor.queue().path("items[0].state").equals("open"));

        assertThat(floor.items().getFirst().get("version")).isEqualTo(3);
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", item.get("id"))
                .then()
                .body("items.action", contains("opened", "claimed", "lapsed"))
                .body("items[2].by", equalTo("system"));
        Floor.patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.outcomes"))
                        .filteredOn(outcome ->
                                outcome.json().path("itemId").asText().equals(item.get("id")))
                        .extracting(outcome -> outcome.json().path("type").asText())
                        .contains("lapsed"));
        floor.claimNext().then().statusCode(200);
    }

    @Test
    void aClaimThatLapsesOnAStaleItemDoesNotBringItBack() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.claimNext().then().statusCode(200);

        Floor.rows("UPDATE item SET fresh_until = now() WHERE id = '" + item.get("id") + "' RETURNING id");

        Floor.patiently().until(() -> floor.item(item.get("id")).path("state").equals("expired"));
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", item.get("id"))
                .then()
                .body("items.action", contains("opened", "claimed", "lapsed", "expired"))
                .body("items.version", contains(1, 2, 3, 4));
    }
}
