package dev.touchline.coaching;

import static dev.touchline.backing.Persona.ADMIN;
import static dev.touchline.backing.Persona.AGENT;
import static dev.touchline.backing.Persona.QA;
import static dev.touchline.backing.Persona.SUPERVISOR;
import static org.hamcrest.Matchers.hasSize;

import dev.touchline.backing.AccessMatrix;
import dev.touchline.backing.Backing;
import dev.touchline.backing.OpenApiDocument;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class AccessTest {

    /** Until it has read who stands in for whom, it answers nobody. */
    @BeforeEach
    void onceItHasReadWhatItNeeds() {
        Floor.patiently()
                .until(() -> Floor.as(TestTokens.admin())
                                .get("/api/coaching/v1/teams/{team}/queue", "nobody")
                                .statusCode()
                        == 404);
    }

    @Test
    void everyOperationIsForThoseWhoAreListed() {
        Floor.billing();
        Floor other = Floor.withOneAgent();
        AccessMatrix.start()
                .people("GET /api/coaching/v1/teams/{team}/queue", SUPERVISOR, QA, ADMIN)
                .people("GET /api/coaching/v1/teams/{team}/queue/stream", SUPERVISOR, QA, ADMIN)
                .people("POST /api/coaching/v1/teams/{team}/queue/claim-next", SUPERVISOR, ADMIN)
                .people("GET /api/coaching/v1/teams/{team}/covers", SUPERVISOR, QA, ADMIN)
                .people("PUT /api/coaching/v1/teams/{team}/covers/{subject}", SUPERVISOR, ADMIN)
                .people("DELETE /api/coaching/v1/teams/{team}/covers/{subject}", SUPERVISOR, ADMIN)
                .people("GET /api/coaching/v1/agents/{agent}/items", AGENT, SUPERVISOR, QA, ADMIN)
                .people("POST /api/coaching/v1/agents/{agent}/requests", AGENT)
                .people("GET /api/coaching/v1/items/{id}", AGENT, SUPERVISOR, QA, ADMIN)
                .people("GET /api/coaching/v1/items/{id}/history", SUPERVISOR, QA, ADMIN)
                .people("POST /api/coaching/v1/items/{id}/claim", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/items/{id}/release", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/items/{id}/complete", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/items/{id}/dismiss", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/items/{id}/defer", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/items/{id}/acknowledge", AGENT)
                .people("POST /api/coaching/v1/items/{id}/dispute", AGENT)
                .people("GET /api/coaching/v1/items/{id}/effect", AGENT, SUPERVISOR, QA, ADMIN)
                .people("GET /api/coaching/v1/teams/{team}/effect", SUPERVISOR, QA, ADMIN)
                .people("GET /api/coaching/v1/teams/{team}/freshness", SUPERVISOR, QA, ADMIN)
                .people("GET /api/coaching/v1/teams/{team}/balance", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("GET /api/coaching/v1/templates", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("PUT /api/coaching/v1/templates/{topic}", QA, ADMIN)
                .peopleForEverybody("DELETE /api/coaching/v1/templates/{topic}", QA, ADMIN)
                .people("GET /api/coaching/v1/teams/{team}/items.csv", SUPERVISOR, QA, ADMIN)
                .people("GET /api/coaching/v1/webhooks", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/webhooks", SUPERVISOR, ADMIN)
                .people("GET /api/coaching/v1/webhooks/{webhook}", SUPERVISOR, ADMIN)
                .people("PUT /api/coaching/v1/webhooks/{webhook}", SUPERVISOR, ADMIN)
                .people("DELETE /api/coaching/v1/webhooks/{webhook}", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/webhooks/{webhook}/rotate-secret", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/webhooks/{webhook}/test", SUPERVISOR, ADMIN)
                .people("GET /api/coaching/v1/webhooks/{webhook}/deliveries", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/webhooks/{webhook}/deliveries/redrive", SUPERVISOR, ADMIN)
                .people("POST /api/coaching/v1/webhooks/{webhook}/deliveries/{delivery}/redrive", SUPERVISOR, ADMIN)
                .peopleForEverybody("GET /api/coaching/v1/triage", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("GET /api/coaching/v1/triage/cases", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("GET /api/coaching/v1/triage/cases.csv", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("POST /api/coaching/v1/triage/hand-over", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("POST /api/coaching/v1/triage/answer", SUPERVISOR, QA, ADMIN)
                .peopleForEverybody("GET /api/coaching/v1/triage/owners", QA, ADMIN)
                .peopleForEverybody("PUT /api/coaching/v1/triage/owners", QA, ADMIN)
                .with("topic", "nobodys-topic")
                .body("POST /api/coaching/v1/items/{id}/acknowledge", "{\"usefulness\":4}")
                .body("POST /api/coaching/v1/items/{id}/dispute", "{\"reason\":\"Not my customer\"}")
                .body("POST /api/coaching/v1/items/{id}/complete", """
                        {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls"}""")
                .body(
                        "POST /api/coaching/v1/items/{id}/dismiss",
                        "{\"cause\":\"product\",\"note\":\"The page was wrong\"}")
                .body(
                        "PUT /api/coaching/v1/teams/{team}/covers/{subject}",
                        "{\"until\":\"%s\",\"reason\":\"Leave\"}"
                                .formatted(Instant.now().plusSeconds(3_600)))
                .foreign("team", other.team)
                .foreign("subject", "supervisor:" + other.team)
                .foreign("agent", other.agent(1))
                .foreign("id", coached(other).get("id").toString())
                .foreign("webhook", webhookOf(other))
                .foreign("delivery", UUID.randomUUID().toString())
                .verify();
    }

    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() {
        OpenApiDocument.assertCommitted(Path.of("openapi.yaml"));
    }

    @Test
    void nobodySeesOrWorksATeamThatIsNotTheirs() {
        Floor floor = Floor.withAgents(2);
        Floor other = Floor.withOneAgent();
        Object item = itemOf(floor).get("id");
        String foreigner = TestTokens.supervisor(other.team);

        Floor.as(foreigner)
                .get("/api/coaching/v1/teams/{team}/queue", floor.team)
                .then()
                .statusCode(404);
        Floor.as(foreigner)
                .post("/api/coaching/v1/teams/{team}/queue/claim-next", floor.team)
                .then()
                .statusCode(404);
        Floor.as(foreigner)
                .get("/api/coaching/v1/agents/{agent}/items", floor.agent(1))
                .then()
                .statusCode(404);
        Floor.as(foreigner).get("/api/coaching/v1/items/{id}", item).then().statusCode(404);
        Floor.as(foreigner)
                .get("/api/coaching/v1/items/{id}/history", item)
                .then()
                .statusCode(404);
        Map<String, String> bodies = Map.of(
                "claim", "{}",
                "release", "{}",
                "complete", "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}",
                "dismiss", "{\"cause\":\"tool\"}",
                "defer", "{}");
        bodies.forEach((step, body) -> Floor.as(foreigner)
                .header("If-Match", "\"1\"")
                .body(body)
                .post("/api/coaching/v1/items/{id}/{step}", item, step)
                .then()
                .statusCode(404));
        Floor.as(TestTokens.agent(floor.agent(2)))
                .get("/api/coaching/v1/items/{id}", item)
                .then()
                .statusCode(404);
    }

    @Test
    void anAgentSeesTheirOwnItems() {
        Floor floor = Floor.withOneAgent();
        Object item = itemOf(floor).get("id");
        String self = TestTokens.agent(floor.agent(1));

        Floor.as(self).get("/api/coaching/v1/items/{id}", item).then().statusCode(200);
        Floor.as(self)
                .get("/api/coaching/v1/agents/{agent}/items", floor.agent(1))
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        Floor.as(self)
                .get("/api/coaching/v1/teams/{team}/queue", floor.team)
                .then()
                .statusCode(403);
    }

    @Test
    void qaReadsAllAndWorksNothing() {
        Floor floor = Floor.withOneAgent();
        Object item = itemOf(floor).get("id");

        Floor.as(TestTokens.qa())
                .get("/api/coaching/v1/teams/{team}/queue", floor.team)
                .then()
                .statusCode(200);
        Floor.as(TestTokens.qa())
                .get("/api/coaching/v1/items/{id}/history", item)
                .then()
                .statusCode(200);
        Floor.as(TestTokens.qa())
                .header("If-Match", "\"1\"")
                .post("/api/coaching/v1/items/{id}/claim", item)
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Floor.as(TestTokens.admin())
                .get("/api/coaching/v1/teams/{team}/queue", "nobody")
                .then()
                .statusCode(404);
        Floor.as(TestTokens.admin())
                .get("/api/coaching/v1/items/{id}", UUID.randomUUID())
                .then()
                .statusCode(404);
        Floor.as(TestTokens.admin())
                .get("/api/coaching/v1/items/{id}", "no-uuid")
                .then()
                .statusCode(404);
        Floor.as(TestTokens.admin())
                .header("If-Match", "\"1\"")
                .post("/api/coaching/v1/items/{id}/claim", UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    /** It is disabled, so nobody is told. */
    private static String webhookOf(Floor floor) {
        return floor.asSupervisor()
                .body("{\"url\":\"https://9.9.9.9/\",\"team\":\"%s\",\"enabled\":false}".formatted(floor.team))
                .post("/api/coaching/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> coached(Floor floor) {
        Map<String, Object> item = itemOf(floor);
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}")
                .then()
                .statusCode(200);
        return item;
    }

    private static Map<String, Object> itemOf(Floor floor) {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        return floor.awaitItems(1).getFirst();
    }
}
