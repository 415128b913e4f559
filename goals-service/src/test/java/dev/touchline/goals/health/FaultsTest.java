package dev.touchline.goals.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.goals.Goals;
import dev.touchline.goals.TestNeed;
import dev.touchline.goals.TestRoster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "goals"))
class FaultsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @ConfigProperty(name = "test.management.url")
    String management;

    @BeforeAll
    static void theBackingServicesAreOurs() {
        assumeFalse(
                "containers".equals(System.getProperty("touchline.backing")), "only the embedded services are killed");
    }

    @Test
    void anInstanceThatCanDoItsJobIsReady() {
        await().atMost(SOON)
                .untilAsserted(() -> health("ready")
                        .statusCode(200)
                        .body("checks[0].data.database", is("ok"))
                        .body("checks[0].data.roster", is("loaded"))
                        .body("checks[0].data.kafka", is("ok")));
        health("live").statusCode(200);
        health("started").statusCode(200);
    }

    @Test
    void withoutPostgresItSaysSoAndGoesOnWhenItIsBack() {
        // given
        String agent = TestRoster.newAgent("billing");
        TestNeed.of(agent, "courtesy", 1).raise();
        await().atMost(SOON).until(() -> Goals.of(agent).size() == 1);
        Object id = Goals.of(agent).getFirst().get("id");
        // when
        Backing.postgres().kill9();
        try {
            // then
            Goals.accept(TestTokens.agent(agent), id, 1, Goals.PLAN)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue());
            await().atMost(SOON)
                    .untilAsserted(() -> health("ready").statusCode(503).body("checks[0].data.database", is("away")));
            health("live").statusCode(200);
            TestNeed.of(agent, "courtesy", 2).raise();
        } finally {
            Backing.postgres().restart(SOON);
        }
        // then
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Goals.of(agent).getFirst()).containsEntry("needs", 2));
        // A connection that died with PostgreSQL may be left in the pool.
        await().atMost(SOON)
                .untilAsserted(() -> Goals.accept(TestTokens.agent(agent), id, 1, Goals.PLAN)
                        .then()
                        .statusCode(200));
        await().atMost(SOON).untilAsserted(() -> health("ready").statusCode(200));
    }

    @Test
    void withoutKafkaItIsDegradedAndStillServes() {
        // given
        String agent = TestRoster.newAgent("billing");
        TestNeed.of(agent, "courtesy", 1).raise();
        await().atMost(SOON).until(() -> Goals.of(agent).size() == 1);
        // when
        Backing.broker().kill9();
        try {
            // then
            await().atMost(SOON)
                    .untilAsserted(() -> health("ready")
                            .statusCode(200)
                            .body("checks[0].data.kafka", is("degraded: no needs come in")));
            Object id = Goals.of(agent).getFirst().get("id");
            Goals.accept(TestTokens.agent(agent), id, 1, Goals.PLAN).then().statusCode(200);
        } finally {
            Backing.broker().restart(SOON);
        }
        // then
        TestNeed.of(agent, "courtesy", 2).raise();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Goals.of(agent).getFirst()).containsEntry("needs", 2));
        await().atMost(SOON).untilAsserted(() -> health("ready").body("checks[0].data.kafka", is("ok")));
    }

    @Test
    void whatWasDoneIsCounted() {
        // given
        String agent = TestRoster.newAgent("billing");
        TestNeed.of(agent, "courtesy", 1).raise().raise();
        // then
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(given().get(management + "/metrics").asString())
                                .contains("touchline_persisted_total{topic=\"coaching.needed\"}")
                                .contains("touchline_deduplicated_total{topic=\"coaching.needed\"}"));
    }

    private ValidatableResponse health(String kind) {
        return given().get(management + "/health/" + kind).then();
    }
}
