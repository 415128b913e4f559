package dev.touchline.goals;

import static io.restassured.RestAssured.given;

import dev.touchline.backing.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Calls the service as its clients do. */
public final class Goals {
    /** A plan without fault. */
    public static final String PLAN =
            """
            {"specific": "Explain the three mobile plans without looking them up",
             "measurable": {"metric": "product-knowledge score", "from": 55, "to": 75, "unit": "points"},
             "achievable": "Two short sessions a week with the plan sheet",
             "relevant": "Most billing calls are about these plans",
             "timeBound": "%s"}
            """.formatted(java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(60));

    private Goals() {}

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    /** The agent's goals in these states, as QA sees them. */
    public static List<Map<String, Object>> of(String agent, String... states) {
        return list(TestTokens.qa(), agent, states)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    public static Response list(String token, String agent, String... states) {
        RequestSpecification request = as(token);
        return (states.length == 0 ? request : request.queryParam("state", List.of(states)))
                .get("/api/goals/v1/agents/{agent}/goals", agent);
    }

    public static Response get(String token, Object id) {
        return as(token).get("/api/goals/v1/goals/{id}", id);
    }

    public static Response accept(String token, Object id, long version, String body) {
        return as(token)
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .post("/api/goals/v1/goals/{id}/accept", id);
    }

    public static Response drop(String token, Object id, long version, String body) {
        return as(token).header("If-Match", "\"" + version + "\"").body(body).post("/api/goals/v1/goals/{id}/drop", id);
    }
}
