package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class RosterTest {
    private static final String ADMIN = TestTokens.admin();

    private final String team = fresh("team");
    private final String agent = fresh("a");

    @BeforeEach
    void aTeamOfItsOwn() {
        Feedback.team(team);
    }

    @Test
    void whatIsWrittenIsReadAndPublished() {
        put("/roster/agents/" + agent, """
                {"name":"Ada Moss","team":"%s","aliases":[{"kind":"email","value":"%s@example.com"}],
                 "startedOn":"2025-03-01"}""".formatted(team, agent))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");

        get("/roster/agents/" + agent, ADMIN)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("Ada Moss"))
                .body("subject", is("agent:" + agent))
                .body("team", is(team))
                .body("startedOn", is("2025-03-01"))
                .body("deletedAt", nullValue());
        Received record = lastRosterRecord("agent/" + agent);
        EventContract.of("roster").assertMeets(record.json().toString());
        assertThat(record.type()).isEqualTo("dev.touchline.roster.agent.v1");
        assertThat(record.json().path("assignments").path(0).has("from")).isFalse();
        EventContract.of("roster")
                .assertMeets(lastRosterRecord("team/" + team).json().toString());
    }

    @Test
    void theSameAgainIsNoNewVersionAndAStaleWriteIsRefusedWhenItSaysWhatItSaw() {
        String body = "{\"name\":\"Ada\",\"team\":\"%s\"}".formatted(team);
        put("/roster/agents/" + agent, body).then().header("ETag", "\"1\"");
        put("/roster/agents/" + agent, body).then().statusCode(200).header("ETag", "\"1\"");
        as(ADMIN)
                .header("If-Match", "\"7\"")
                .body(body)
                .put(Feedback.ROOT + "/roster/agents/" + agent)
                .then()
                .statusCode(412)
                .header("ETag", "\"1\"");
        put("/roster/agents/" + agent, body.replace("Ada", "Eva")).then().header("ETag", "\"2\"");
    }

    @Test
    void whoIsDeletedStaysReadableAndComesBack() {
        Feedback.agent(agent, team);
        as(ADMIN)
                .delete(Feedback.ROOT + "/roster/agents/" + agent)
                .then()
                .statusCode(200)
                .body("deletedAt", notNullValue());
        get("/roster/agents/" + agent, ADMIN).then().statusCode(200).body("deletedAt", notNullValue());
        get("/roster/agents?team=" + team, ADMIN).then().body("items", hasSize(0));
        get("/roster/agents?deleted=true&team=" + team, ADMIN).then().body("items", hasSize(1));
        Feedback.agent(agent, team);
        get("/roster/agents/" + agent, ADMIN)
                .then()
                .body("deletedAt", nullValue())
                .body("version", is(3));
        as(ADMIN).delete(Feedback.ROOT + "/roster/agents/nobody").then().statusCode(404);
    }

    @Test
    void mistakesAreNamedAllAtOnce() {
        put("/roster/agents/" + agent, """
                {"team":"no-such-team","startedOn":"soon","aliases":[{"kind":"X","value":"1"}]}""")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", containsInAnyOrder("/name", "/team", "/startedOn", "/aliases/0/kind"));
        put("/roster/agents/" + agent, "{\"nmae\":\"Ada\"}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/nmae"));
        put("/roster/agents/" + agent, "{").then().statusCode(400);
        put("/roster/teams/Big%20Team", "{\"name\":\"Big\"}").then().statusCode(422);
    }

    @Test
    void anAliasThatIsSomebodyElsesIsAConflictThatNamesThem() {
        String body = "{\"name\":\"A\",\"team\":\"%s\",\"aliases\":[{\"kind\":\"crm\",\"value\":\"%s\"}]}"
                .formatted(team, agent);
        put("/roster/agents/" + agent, body).then().statusCode(200);
        put("/roster/agents/" + agent + "-2", body)
                .then()
                .statusCode(409)
                .body("errors[0].pointer", is("/aliases/0"))
                .body("errors[0].detail", containsString(agent));
    }

    @Test
    void supervisorsSeeTheirOwnTeamsOnly() {
        Feedback.agent(agent, team);
        String own = TestTokens.supervisor(team);
        String other = TestTokens.supervisor("some-other-team");
        get("/roster/agents/" + agent, own).then().statusCode(200);
        get("/roster/teams/" + team, own).then().statusCode(200);
        get("/roster/agents/" + agent, other).then().statusCode(404);
        get("/roster/teams/" + team, other).then().statusCode(404);
        get("/roster/agents", own).then().body("items.agent", everyItem(is(agent)));
        get("/roster/teams", own).then().body("items.team", everyItem(is(team)));
        get("/roster/agents?team=" + team, other).then().body("items", hasSize(0));
    }

    @Test
    void aListIsReadPageByPage() {
        for (int i = 0; i < 5; i++) {
            Feedback.agent(agent + i, team);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response page =
                    get("/roster/agents?limit=2&team=" + team + (cursor.isEmpty() ? "" : "&cursor=" + cursor), ADMIN);
            seen.addAll(page.path("items.agent"));
            cursor = page.path("nextCursor");
        }
        assertThat(seen).containsExactly(agent + 0, agent + 1, agent + 2, agent + 3, agent + 4);
        for (String list : List.of("/roster/agents", "/roster/teams", "/sources", "/quarantine")) {
            for (String limit : List.of("0", "501", "abc")) {
                get(list + "?limit=" + limit, ADMIN)
                        .then()
                        .statusCode(400)
                        .contentType("application/problem+json")
                        .body("errors.pointer", contains("limit"));
            }
        }
        get("/roster/agents?cursor=%25", ADMIN).then().statusCode(400);
    }

    @Test
    void namesAndTimesThatNothingCanHoldAreRefusedByName() {
        put("/roster/agents/" + agent, """
                {"name":"Ada","team":"%s","subject":"\\u0000","startedOn":"+12345-01-01",
                 "aliases":[{"kind":"crm","value":"a\\u0000"},{"kind":"crm","value":"1","from":"+300000-01-01T00:00:00Z"},
                            {"kind":"crm","value":"2","to":"-5000-01-01T00:00:00Z"}]}""".formatted(team))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/subject", "/startedOn", "/aliases/0/value", "/aliases/1/from", "/aliases/2/to"));
        String nowhere = Feedback.ROOT + "/roster/agents/a%00";
        as(ADMIN)
                .urlEncodingEnabled(false)
                .body("{\"name\":\"Ada\",\"team\":\"%s\"}".formatted(team))
                .put(nowhere)
                .then()
                .statusCode(422);
        as(ADMIN).urlEncodingEnabled(false).delete(nowhere).then().statusCode(404);
    }

    private static Received lastRosterRecord(String key) {
        return Backing.kafka().consumeAll("roster").stream()
                .filter(record -> key.equals(record.key()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
