package dev.touchline.goals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.goals.Goals;
import dev.touchline.goals.TestRoster;
import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.NeedNews;
import dev.touchline.goals.store.NeedStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "goals"))
class GoalsHttpTest {
    private static final String BILLING = TestTokens.supervisor("billing");
    private static final String SALES = TestTokens.supervisor("sales");
    private static final Instant RAISED = Instant.parse("2026-11-12T09:00:00Z");

    @Inject
    NeedStore needs;

    private String agent = "";
    private String self = "";

    @BeforeEach
    void anAgentOfTeamBilling() {
        TestRoster.team("sales");
        agent = TestRoster.newAgent("billing");
        self = TestTokens.agent(agent);
    }

    @Test
    void aSuggestionSaysWhatItIsAboutAndWhy() {
        String id = suggestion("product-knowledge");

        Goals.get(self, id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("agent.name", is("Ada Moss"))
                .body("topic", is("product-knowledge"))
                .body("kind", is("quality"))
                .body("state", is("suggested"))
                .body("title", is("Raise product knowledge"))
                .body("needs", is(1))
                .body("needsSince", is("2026-11-12T09:00:00Z"))
                .body("plan", nullValue())
                .body("version", is(1));
    }

    @Test
    void theGoalsOfADeletedAgentStayReadableForTheTeamAndAsTheyAre() {
        String id = suggestion("courtesy");

        TestRoster.delete(agent, "billing");

        Goals.get(self, id).then().statusCode(404);
        Goals.accept(self, id, 1, Goals.PLAN).then().statusCode(404);
        Goals.get(BILLING, id).then().statusCode(200).body("state", is("suggested"));
        Goals.accept(BILLING, id, 1, Goals.PLAN).then().statusCode(409).body("detail", containsString("deleted"));
        Goals.get(SALES, id).then().statusCode(404);
    }

    @Test
    void everybodyWhoMaySeesAndForeignersFindNothing() {
        String id = suggestion("courtesy");

        for (String token : List.of(self, BILLING, TestTokens.qa(), TestTokens.admin())) {
            assertThat(Goals.list(token, agent).statusCode()).isEqualTo(200);
            assertThat(Goals.get(token, id).statusCode()).isEqualTo(200);
        }
        for (String token : List.of(SALES, TestTokens.agent("somebody-else"))) {
            assertThat(Goals.list(token, agent).statusCode()).isEqualTo(404);
            assertThat(Goals.get(token, id).statusCode()).isEqualTo(404);
            assertThat(Goals.accept(token, id, 1, Goals.PLAN).statusCode()).isEqualTo(404);
            assertThat(Goals.drop(token, id, 1, "{\"reason\": \"Not mine\"}").statusCode())
                    .isEqualTo(404);
        }
        assertThat(Goals.list(TestTokens.qa(), "nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void aSupervisorAcceptsWithASmartPlan() {
        String id = suggestion("product-knowledge");

        Goals.accept(BILLING, id, 1, Goals.PLAN)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("state", is("accepted"))
                .body("plan.measurable.to", is(75))
                .body("plan.measurable.unit", is("points"))
                .body("accepted.by", is("supervisor:billing"));
        Goals.get(self, id).then().body("state", is("accepted")).body("accepted.at", notNullValue());
    }

    @Test
    void anAgentAcceptsForThemselvesAndAFurtherNeedIsCountedOnTheSameGoal() {
        // given
        String id = suggestion("clarity");
        Goals.accept(self, id, 1, Goals.PLAN).then().statusCode(200);
        // when
        suggestion("clarity");
        // then
        Goals.get(self, id)
                .then()
                .body("state", is("accepted"))
                .body("needs", is(2))
                .header("ETag", "\"2\"");
    }

    @Test
    void everyMissingFieldOfAPlanIsNamed() {
        String id = suggestion("courtesy");

        Response response = Goals.accept(BILLING, id, 1, "{\"measurable\": {\"metric\": \"score\"}}");

        response.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        contains(
                                "/specific",
                                "/measurable/from",
                                "/measurable/to",
                                "/achievable",
                                "/relevant",
                                "/timeBound"));
        Goals.get(BILLING, id).then().body("state", is("suggested"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"specifics\": \"x\"} | 400 | /specifics",
                "{\"measurable\": 5}    | 400 | /measurable",
                "{\"specific\":         | 400 | ``",
                "[]                     | 400 | ``"
            })
    void aBodyThatIsNoPlanIsRefused(String body, int status, String pointer) {
        String id = suggestion("courtesy");

        Goals.accept(BILLING, id, 1, body)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void aWriteNamesTheVersionThatItSaw() {
        String id = suggestion("courtesy");

        Goals.as(BILLING)
                .body(Goals.PLAN)
                .post("/api/goals/v1/goals/{id}/accept", id)
                .then()
                .statusCode(428);
        Goals.as(BILLING)
                .header("If-Match", "1")
                .body(Goals.PLAN)
                .post("/api/goals/v1/goals/{id}/accept", id)
                .then()
                .statusCode(400);
        Goals.accept(BILLING, id, 7, Goals.PLAN).then().statusCode(412).header("ETag", "\"1\"");
    }

    @Test
    void whatIsDroppedSaysWhyAndCanNotBeAccepted() {
        String id = suggestion("courtesy");

        Goals.drop(self, id, 1, "{\"reason\": \"\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/reason"));
        Goals.drop(self, id, 1, "{\"reason\": \"Moved to sales\"}")
                .then()
                .statusCode(200)
                .body("state", is("dropped"))
                .body("dropReason", is("Moved to sales"))
                .body("dropped.by", is("agent:" + agent));
        Goals.accept(BILLING, id, 2, Goals.PLAN).then().statusCode(409).body("detail", is("The goal was dropped"));
        assertThat(Goals.of(agent)).isEmpty();
    }

    @Test
    void aNeedAfterADropSuggestsANewGoal() {
        // given
        String dropped = suggestion("courtesy");
        Goals.drop(BILLING, dropped, 1, "{\"reason\": \"Not now\"}").then().statusCode(200);
        // when
        String suggested = suggestion("courtesy");
        // then
        assertThat(suggested).isNotEqualTo(dropped);
        Goals.get(BILLING, suggested).then().body("needs", is(1));
        assertThat(Goals.of(agent, "suggested", "dropped")).hasSize(2);
    }

    @Test
    void aLongListComesInPages() {
        // given
        List.of("courtesy", "clarity", "effort", "resolution", "wait-time").forEach(this::suggestion);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        // when
        do {
            var request = Goals.as(self).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/goals/v1/agents/{agent}/goals", agent)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.topic"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        // then
        assertThat(seen).containsExactly("wait-time", "resolution", "effort", "clarity", "courtesy");
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,201", "limit,many", "cursor,x", "cursor,bm90LWEtdXVpZA", "state,open"})
    void aParameterThatIsNoneIsNamed(String parameter, String value) {
        Goals.as(self)
                .queryParam(parameter, value)
                .get("/api/goals/v1/agents/{agent}/goals", agent)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", is(parameter));
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        Goals.get(self, "no-such-id").then().statusCode(404).contentType("application/problem+json");
        Goals.get(self, UUID.randomUUID()).then().statusCode(404);
    }

    /** One more need on the topic; the id of the goal that counts it. */
    private String suggestion(String topic) {
        AgentTopic about = new AgentTopic(agent, topic);
        needs.note(List.of(new NeedNews(UUID.randomUUID(), about, "poor", 1, true, RAISED)));
        return Goals.of(agent).stream()
                .filter(goal -> topic.equals(goal.get("topic")))
                .map(goal -> String.valueOf(goal.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
