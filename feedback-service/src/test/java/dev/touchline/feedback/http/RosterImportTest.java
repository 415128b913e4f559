package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class RosterImportTest {
    private static final String ADMIN = TestTokens.admin();

    private final String team = fresh("team");
    private final String agent = fresh("a");
    private final String other = fresh("b");

    @BeforeEach
    void aTeamOfItsOwn() {
        Feedback.team(team);
    }

    @Test
    void whatIsFineIsKeptAndTheRestReported() {
        json("""
                [{"agent":"%1$s","name":"Ada","team":"%2$s","aliases":[{"kind":"crm","value":"%1$s"}]},
                 {"agent":"%1$s-2","name":"Bo","team":"nowhere"},
                 {"agent":"%1$s-3","name":"Cy","team":"%2$s","aliases":[{"kind":"crm","value":"%1$s"}]},
                 {"agent":"%1$s-4","name":"Di","team":"%2$s","nmae":"Di","taem":1}, 7,
                 {"agent":"%1$s-5","name":"Eve","team":"%2$s","startedOn":"2025-01-01"},
                 {"agent":17,"name":"Flo","team":"%2$s"}]""".formatted(agent, team))
                .then()
                .statusCode(200)
                .body("upserted", is(2))
                .body("rejected.row", is(List.of(2, 3, 4, 5, 7)))
                .body("rejected[0].errors[0].pointer", is("/team"))
                .body("rejected[1].errors[0].detail", is("crm %1$s is agent %1$s's at that time".formatted(agent)))
                .body("rejected[2].errors.pointer", is(List.of("/nmae", "/taem")))
                .body("rejected[4].errors.pointer", is(List.of("/agent")));
        get("/roster/agents?team=" + team, ADMIN).then().body("items.agent", is(List.of(agent, agent + "-5")));
    }

    @Test
    void whatARowLeavesOutStays() {
        csv("agent,name,team,aliases,startedOn\n%1$s,\"Moss, Ada\",%2$s,email:%1$s@example.com;crm:%1$s,2025-03-01\n"
                        .formatted(agent, team))
                .then()
                .statusCode(200)
                .body("upserted", is(1));
        csv("agent,name,team\n%s,Ada Moss,%s\nx,,%s\n".formatted(agent, team, team))
                .then()
                .statusCode(200)
                .body("upserted", is(1))
                .body("rejected.row", is(List.of(2)));
        get("/roster/agents/" + agent, ADMIN)
                .then()
                .body("name", is("Ada Moss"))
                .body("startedOn", is("2025-03-01"))
                .body("aliases.kind", is(List.of("email", "crm")));
    }

    @Test
    void whoComesBackMayNotTakeAnAliasThatHasPassedOn() {
        agent(agent, "\"aliases\":[{\"kind\":\"extension\",\"value\":\"%s\"}]".formatted(agent));
        as(ADMIN).delete(Feedback.ROOT + "/roster/agents/" + agent).then().statusCode(200);
        agent(
                other,
                "\"aliases\":[{\"kind\":\"extension\",\"value\":\"%s\",\"from\":\"2100-01-01T00:00:00Z\"}]"
                        .formatted(agent));

        csv("agent,name,team\n%s,Ada,%s\n".formatted(agent, team))
                .then()
                .statusCode(200)
                .body("upserted", is(0))
                .body(
                        "rejected[0].errors.detail",
                        contains("extension %s is agent %s's at that time".formatted(agent, other)));
        get("/roster/agents/" + agent, ADMIN).then().body("deletedAt", notNullValue());
    }

    @Test
    void whoComesBackMayNotTakeALoginThatHasPassedOn() {
        agent(agent, "\"subject\":\"%s@sso\"".formatted(agent));
        as(ADMIN).delete(Feedback.ROOT + "/roster/agents/" + agent).then().statusCode(200);
        agent(other, "\"subject\":\"%s@sso\"".formatted(agent));

        csv("agent,name,team\n%s,Ada,%s\n".formatted(agent, team))
                .then()
                .statusCode(200)
                .body("rejected[0].errors.pointer", contains("/subject"))
                .body("rejected[0].errors[0].detail", containsString(other));
    }

    @Test
    void whoWasDeletedComesBackWithLoginAndAliases() {
        agent(agent, "\"subject\":\"%1$s@sso\",\"aliases\":[{\"kind\":\"crm\",\"value\":\"%1$s\"}]".formatted(agent));
        as(ADMIN).delete(Feedback.ROOT + "/roster/agents/" + agent).then().statusCode(200);
        csv("agent,name,team\n%s,Ada,%s\n".formatted(agent, team)).then().body("upserted", is(1));
        get("/roster/agents/" + agent, ADMIN)
                .then()
                .body("deletedAt", nullValue())
                .body("subject", is(agent + "@sso"))
                .body("aliases.value", contains(agent));
    }

    @Test
    void anAliasWithoutDatesKeepsThoseThatItHasAndOneThatHasEndedStays() {
        String passedOn = fresh("ext");
        agent(agent, """
                "aliases":[{"kind":"extension","value":"%s","to":"2025-03-01T00:00:00Z"}]""".formatted(passedOn));
        agent(other, """
                "aliases":[{"kind":"extension","value":"%s","from":"2025-03-01T00:00:00Z"}]""".formatted(passedOn));

        csv("agent,name,team,aliases\n%1$s,Ada,%2$s,crm:%1$s\n%3$s,Bo,%2$s,extension:%4$s\n"
                        .formatted(agent, team, other, passedOn))
                .then()
                .body("upserted", is(2));

        get("/roster/agents/" + agent, ADMIN)
                .then()
                .body("aliases.kind", contains("crm", "extension"))
                .body("aliases[1].to", is("2025-03-01T00:00:00Z"));
        get("/roster/agents/" + other, ADMIN)
                .then()
                .body("aliases.from", contains("2025-03-01T00:00:00Z"))
                .body("version", is(2));
    }

    @Test
    void aClashNamesEveryCause() {
        agent(agent, """
                "subject":"%1$s@sso","aliases":[{"kind":"crm","value":"%1$s"},
                    {"kind":"extension","value":"%1$s","to":"2025-03-01T00:00:00Z"}]""".formatted(agent));
        agent(other, "\"aliases\":[{\"kind\":\"crm\",\"value\":\"%s\"}]".formatted(other));
        put("/roster/agents/" + fresh("c"), """
                        {"name":"Cy","team":"%1$s","subject":"%2$s@sso","aliases":[{"kind":"crm","value":"%2$s"},
                         {"kind":"crm","value":"%3$s","to":"2025-01-01T00:00:00Z"},
                         {"kind":"extension","value":"%2$s","from":"2025-02-01T00:00:00Z"},
                         {"kind":"email","value":"%2$s"}]}""".formatted(team, agent, other))
                .then()
                .statusCode(409)
                .body("errors.pointer", containsInAnyOrder("/aliases/0", "/aliases/1", "/aliases/2", "/subject"));
    }

    @Test
    void aSpreadsheetsCsvIsRead() {
        String excel =
                "\uFEFFagent;name;team;aliases\r\n\r\n%1$s;\"Moss; \"\"Ada\"\"\";%2$s;\"crm:%1$s;email:%1$s@x.org\"\r\n"
                        .formatted(agent, team);
        csv(excel).then().statusCode(200).body("upserted", is(1)).body("rejected", empty());
        get("/roster/agents/" + agent, ADMIN)
                .then()
                .body("name", is("Moss; \"Ada\""))
                .body("aliases.kind", contains("crm", "email"));
        csv("\uFEFF\"agent\",\"name\",\"team\"\r\n\"%s\",\"Zoë\nMoss\",\"%s\",,\r\n".formatted(other, team))
                .then()
                .body("upserted", is(1));
        get("/roster/agents/" + other, ADMIN).then().body("name", is("Zoë\nMoss"));
    }

    @Test
    void aLineOfTooManyCellsIsRejectedAloneAndAShortOneLacksTheRest() {
        csv("agent,name,team\n%1$s-1,Moss, Ada,%2$s\n%1$s-2,Bo\n%1$s-3,Cy,%2$s\n".formatted(agent, team))
                .then()
                .statusCode(200)
                .body("upserted", is(1))
                .body("rejected.row", contains(1, 2))
                .body("rejected[0].errors[0].detail", containsString("4 cells under a header of 3"))
                .body("rejected[1].errors.pointer", contains("/team"));
    }

    @Test
    void whatIsNoCsvIsAProblemThatSaysWhy() {
        csv("id,name,name\n")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/id", "/name", "/agent", "/team"));
        csv("").then().statusCode(400).body("errors.pointer", contains("/agent", "/name", "/team"));
        csv("agent,name,team\n%s,\"Ada,%s\n".formatted(agent, team)).then().statusCode(400);
        csv("agent,name,team\na,Zoë,b\n".getBytes(StandardCharsets.ISO_8859_1))
                .then()
                .statusCode(400)
                .body("errors[0].detail", containsString("UTF-8"));
        json("[] 7").then().statusCode(400);
        json("{}").then().statusCode(400);
    }

    @Test
    void namesThatNothingCanHoldAreRejectedWithTheirRow() {
        json("""
                [{"agent":"a\\u0000","name":"Ada","team":"%1$s"},
                 {"agent":"%2$s","name":"Ada","team":"%1$s","aliases":[{"kind":"crm","value":"\\u0000"}]},
                 {"agent":"%3$s","name":"Bo","team":"%1$s"}]""".formatted(team, agent, other))
                .then()
                .statusCode(200)
                .body("upserted", is(1))
                .body("rejected.errors.pointer.flatten()", contains("/agent", "/aliases/0/value"));
    }

    @Test
    void aHundredThousandRowsAreReportedRowByRowAndOneMoreIsTooMany() throws IOException {
        String good = "%s,A,%s\n".formatted(agent, team);
        String rows = IntStream.range(0, 99_999)
                .mapToObj(row -> Integer.toString(row, 36) + ",,\n")
                .collect(Collectors.joining());

        Response reply = csv("agent,name,team\n" + rows + good);

        JsonNode report = new ObjectMapper().readTree(reply.asByteArray());
        assertThat(report.path("upserted").asInt()).isEqualTo(1);
        assertThat(report.path("rejected"))
                .hasSize(99_999)
                .allSatisfy(row -> assertThat(row.path("errors")).hasSize(2));
        assertThat(report.at("/rejected/99998/row").asInt()).isEqualTo(99_999);
        csv("agent,name,team\n" + rows + good + "x,,\n")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("100000"));
    }

    @Test
    void thousandsAreInForceAtOnce() {
        String rows = IntStream.range(0, 3_000)
                .mapToObj(row -> "%s-%d,A,%s,crm:%s-%d\n".formatted(agent, row, team, agent, row))
                .collect(Collectors.joining());
        csv("agent,name,team,aliases\n" + rows)
                .then()
                .body("upserted", is(3_000))
                .body("rejected", empty());
        get("/roster/agents/" + agent + "-2999", ADMIN).then().statusCode(200).body("version", is(1));
        csv("agent,name,team,aliases\n" + rows).then().statusCode(200).body("upserted", is(3_000));
        get("/roster/agents/" + agent + "-2999", ADMIN).then().body("version", is(1));
    }

    private void agent(String id, String more) {
        put("/roster/agents/" + id, "{\"name\":\"Ada\",\"team\":\"%s\",%s}".formatted(team, more))
                .then()
                .statusCode(200);
    }

    private static Response json(String body) {
        return as(ADMIN).body(body).post(Feedback.ROOT + "/roster/import");
    }

    private static Response csv(String body) {
        return csv(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Response csv(byte[] body) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + ADMIN)
                .contentType("text/csv")
                .body(body)
                .post(Feedback.ROOT + "/roster/import");
    }
}
