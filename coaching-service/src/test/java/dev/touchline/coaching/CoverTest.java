package dev.touchline.coaching;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class CoverTest {
    private static final String COVERS = "/api/coaching/v1/teams/{team}/covers";
    private static final String COVER = COVERS + "/{subject}";

    @SuppressWarnings("NullAway.Init")
    private Floor floor;

    private final String standIn = "supervisor:stand-in-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private String token;

    @BeforeEach
    void openTheFloor() {
        floor = Floor.withOneAgent();
        token = TestTokens.persona(standIn);
    }

    @Test
    void whoStandsInWorksTheQueueAsItsSupervisorsDo() {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        floor.awaitItems(1);
        queue(token).then().statusCode(404);

        let(Instant.now(), Instant.now().plus(Duration.ofDays(3)))
                .then()
                .statusCode(200)
                .body("subject", equalTo(standIn));

        queue(token).then().statusCode(200);
        Floor.as(token)
                .post("/api/coaching/v1/teams/{team}/queue/claim-next", floor.team)
                .then()
                .statusCode(200)
                .body("claimedBy", equalTo(standIn));
        Floor.as(token)
                .get("/api/coaching/v1/agents/{agent}/items", floor.agent(1))
                .then()
                .statusCode(200);
        floor.asSupervisor()
                .get(COVERS, floor.team)
                .then()
                .body("items.subject", contains(standIn))
                .body("items[0].grantedBy", equalTo("supervisor:" + floor.team));
    }

    @Test
    void itEndsByItself() {
        let(Instant.now(), Instant.now().plus(Duration.ofDays(3))).then().statusCode(200);
        queue(token).then().statusCode(200);

        let(Instant.now(), Instant.now().plus(Duration.ofSeconds(5))).then().statusCode(200);

        Floor.patiently().until(() -> queue(token).statusCode() == 404);

        floor.asSupervisor().get(COVERS, floor.team).then().body("items", empty());
    }

    @Test
    void itDoesNotHoldBeforeItsBegin() {
        let(Instant.now().plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(2)))
                .then()
                .statusCode(200);

        queue(token).then().statusCode(404);
    }

    @Test
    void itIsEndedEarly() {
        let(Instant.now(), Instant.now().plus(Duration.ofDays(3))).then().statusCode(200);

        floor.asSupervisor().delete(COVER, floor.team, standIn).then().statusCode(204);

        queue(token).then().statusCode(404);
        floor.asSupervisor().delete(COVER, floor.team, standIn).then().statusCode(404);
    }

    @Test
    void oneThatIsPlannedIsEndedBeforeItBegins() {
        let(Instant.now().plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(2)))
                .then()
                .statusCode(200);

        floor.asSupervisor().delete(COVER, floor.team, standIn).then().statusCode(204);

        floor.asSupervisor().get(COVERS, floor.team).then().body("items", empty());
        floor.asSupervisor().delete(COVER, floor.team, standIn).then().statusCode(404);
    }

    @Test
    void whatTheDatabaseCannotHoldIsNoFault() {
        floor.asSupervisor().delete(COVER, floor.team, "x\0").then().statusCode(404);
        let(Instant.parse("-9999-01-01T00:00:00Z"), Instant.now().plus(Duration.ofDays(1)))
                .then()
                .statusCode(200);
        Floor.as(TestTokens.qa())
                .get("/api/coaching/v1/agents/{agent}/items", "x\0")
                .then()
                .statusCode(404);
        Floor.as(TestTokens.qa())
                .delete("/api/coaching/v1/templates/{topic}", "x\0")
                .then()
                .statusCode(204);
    }

    @Test
    void whoOnlyStandsInLetsNobodyIn() {
        let(Instant.now(), Instant.now().plus(Duration.ofDays(3))).then().statusCode(200);

        Floor.as(token)
                .body(body(Instant.now(), Instant.now().plus(Duration.ofDays(3))))
                .put(COVER, floor.team, "supervisor:third")
                .then()
                .statusCode(404);
        Floor.as(token).delete(COVER, floor.team, standIn).then().statusCode(404);
    }

    @Test
    void whatIsWrongWithItIsSaidAtOnce() {
        floor.asSupervisor()
                .body("{\"until\":\"2020-01-01T00:00:00Z\",\"reason\":\" \"}")
                .put(COVER, floor.team, standIn)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/reason", "/until"));
        let(Instant.now(), Instant.now().plus(Duration.ofDays(91))).then().statusCode(400);
    }

    private Response let(Instant from, Instant until) {
        return floor.asSupervisor().body(body(from, until)).put(COVER, floor.team, standIn);
    }

    private static String body(Instant from, Instant until) {
        return "{\"from\":\"%s\",\"until\":\"%s\",\"reason\":\"Bo is on leave\"}".formatted(from, until);
    }

    private Response queue(String of) {
        return Floor.as(of).get("/api/coaching/v1/teams/{team}/queue", floor.team);
    }
}
