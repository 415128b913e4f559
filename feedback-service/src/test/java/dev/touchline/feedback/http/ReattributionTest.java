package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.SseClient;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ReattributionTest {
    private static final String RETRACTED = "dev.touchline.survey.retracted.v1";

    private final String id = fresh("r");
    private final String source = fresh("source");
    private final String extension = fresh("x");
    private final String ada = fresh("a");
    private final String bo = fresh("b");
    private final String adasTeam = fresh("team");
    private final String bosTeam = fresh("team");
    private String key = "";

    @BeforeEach
    void twoAgentsInTwoTeams() {
        key = Feedback.key(source);
        Feedback.agent(ada, Feedback.team(adasTeam));
        Feedback.agent(bo, Feedback.team(bosTeam));
    }

    @Test
    void aCorrectedAliasMovesTheResponsesThatNameIt() throws SQLException {
        // given
        put("/roster/agents/" + ada, named(adasTeam, true)).then().statusCode(200);
        post(key, response(id, ada).replace("{\"id\":\"" + ada + "\"}", alias()))
                .then()
                .statusCode(202);
        awaitHolder(ada);

        // when
        put("/roster/agents/" + ada, named(adasTeam, false)).then().statusCode(200);
        put("/roster/agents/" + bo, named(bosTeam, true)).then().statusCode(200);

        // then
        awaitHolder(bo);
        awaitRecords(ada + " 1", ada + " 2 retracted", bo + " 2");
        EventContract contract = EventContract.of("survey.responses");
        published("survey.responses", id)
                .forEach(record -> contract.assertMeets(record.json().toString()));
        Received moved = published("survey.responses", id).stream()
                .filter(record -> bo.equals(record.key()))
                .findFirst()
                .orElseThrow();
        assertThat(moved.json().path("team").asText()).isEqualTo(bosTeam);
        assertThat(moved.json().path("comment").asText()).isEqualTo("He did not know the plan");
        assertThat(moved.json().at("/agent/alias/value").asText()).isEqualTo(extension);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(figures(ada)).isEmpty();
            assertThat(figures(bo)).containsExactly(bosTeam + " product-knowledge 1");
        });
    }

    @Test
    void aRevisionThatNamesAnotherAgentIsTakenFromTheFirst() {
        post(key, response(id, ada)).then().statusCode(202);
        awaitHolder(ada);

        try (SseClient self = SseClient.open(Feedback.ROOT + "/stream", TestTokens.agent(ada), "")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> self.has("ready"));
            post(key, revised(bo)).then().statusCode(202);

            awaitHolder(bo);
            awaitRecords(ada + " 1", ada + " 1 retracted", bo + " 1");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(self.data("retracted"))
                            .containsExactly("{\"source\":\"%s\",\"responseId\":\"%s\",\"agent\":\"%s\"}"
                                    .formatted(source, id, ada)));
            assertThat(self.data("response")).isEmpty();
        }
        Received retraction = published("survey.responses", id).stream()
                .filter(record -> RETRACTED.equals(record.headers().get("ce_type")))
                .findFirst()
                .orElseThrow();
        assertThat(retraction.json().path("updatedAt").asText()).isEqualTo("2026-11-21T10:01:00Z");
        assertThat(retraction.json().path("reason").asText()).isEqualTo("revised");
        assertThat(retraction.json().has("comment")).isFalse();
    }

    @Test
    void aDecisionHoldsAgainstLaterRevisionsAndRepeats() {
        post(key, response(id, ada)).then().statusCode(202);
        awaitHolder(ada);

        decide(bo).then().statusCode(202).body("team", is(bosTeam));
        awaitHolder(bo);
        post(key, response(id, ada)).then().statusCode(202);
        post(key, revised(ada)).then().statusCode(202);

        awaitRecords(
                ada + " 1", ada + " 2 retracted", bo + " 2", ada + " 1", ada + " 1", bo + " 2", ada + " 2 retracted");
        awaitHolder(bo);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/responses?agent=" + bo, TestTokens.qa())
                        .then()
                        .body("items.updatedAt", contains("2026-11-21T10:01:00Z")));
    }

    @Test
    void aCrashAfterTheKafkaTransactionRepeatsTheSameIds() throws SQLException {
        post(key, response(id, ada)).then().statusCode(202);
        post(key, revised(bo)).then().statusCode(202);
        awaitRecords(ada + " 1", ada + " 1 retracted", bo + " 1");
        awaitNothingToDo();

        rows("UPDATE response_elsewhere SET retracted = false, updated_micros = updated_micros - 60000000,"
                + " kafka_offset = 0 WHERE source = '"
                + source + "' RETURNING 1");
        rows("INSERT INTO reattribution (source, response_id, reason) VALUES ('%s', '%s', 'revised') RETURNING 1"
                .formatted(source, id));

        awaitRecords(ada + " 1", ada + " 1 retracted", bo + " 1", ada + " 1 retracted");
        assertThat(published("survey.responses", id).stream()
                        .filter(record -> RETRACTED.equals(record.headers().get("ce_type")))
                        .map(Received::id)
                        .distinct())
                .hasSize(1);
        awaitNothingToDo();
    }

    @Test
    void whatCannotBeDecidedIsRefusedWithItsReason() {
        decide(bo).then().statusCode(404);
        post(key, response(id, ada)).then().statusCode(202);
        awaitHolder(ada);
        decide("nobody").then().statusCode(422).body("errors[0].pointer", is("/agent"));
        as(TestTokens.qa())
                .body("{\"source\":\"a\\u0000\"}")
                .post(Feedback.ROOT + "/responses/attribution")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/source", "/responseId", "/agent", "/reason"));
    }

    private Response decide(String agent) {
        return as(TestTokens.qa())
                .body("{\"source\":\"%s\",\"responseId\":\"%s\",\"agent\":\"%s\",\"reason\":\"It was the next call\"}"
                        .formatted(source, id, agent))
                .post(Feedback.ROOT + "/responses/attribution");
    }

    private String revised(String agent) {
        return response(id, agent).replace("\"agent\"", "\"updatedAt\":\"2026-11-21T10:01:00Z\",\"agent\"");
    }

    private String alias() {
        return "{\"alias\":{\"kind\":\"extension\",\"value\":\"" + extension + "\"}}";
    }

    private String named(String team, boolean extended) {
        String aliases = extended ? "{\"kind\":\"extension\",\"value\":\"" + extension + "\"}" : "";
        return "{\"name\":\"Ada Moss\",\"team\":\"%s\",\"aliases\":[%s]}".formatted(team, aliases);
    }

    private void awaitHolder(String agent) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/responses?agent=" + agent, TestTokens.qa())
                        .then()
                        .body("items.responseId", contains(id)));
    }

    private void awaitRecords(String... expected) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(records()).containsExactlyInAnyOrder(expected));
    }

    private void awaitNothingToDo() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rows("SELECT 1 FROM reattribution WHERE source = '" + source + "'")
                        .isEmpty());
    }

    /** What stands on the Kafka topic about it: agent, attribution, and whether it is a retraction. */
    private List<String> records() {
        return published("survey.responses", id).stream()
                .map(record ->
                        record.key() + " " + record.json().path("attribution").asInt()
                                + (RETRACTED.equals(record.headers().get("ce_type")) ? " retracted" : ""))
                .toList();
    }

    private static List<String> figures(String agent) throws SQLException {
        return rows("SELECT concat_ws(' ', team, topic, n) FROM rating_day WHERE agent_id = '" + agent + "'");
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = Backing.connect("feedback");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
