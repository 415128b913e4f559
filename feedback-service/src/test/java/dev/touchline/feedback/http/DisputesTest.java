package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents say against items is decided by a person, once. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class DisputesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final EventContract OUTCOMES = EventContract.of("coaching.outcomes");

    private final String id = fresh("r");
    private final String source = fresh("source");
    private final String ada = fresh("a");
    private final String bo = fresh("b");
    private final String adasTeam = fresh("team");
    private final String bosTeam = fresh("team");
    private final UUID dispute = UUID.randomUUID();

    @BeforeEach
    void twoAgentsInTwoTeamsAndAnAnswer() {
        Feedback.agent(ada, Feedback.team(adasTeam));
        Feedback.agent(bo, Feedback.team(bosTeam));
        post(Feedback.key(source), response(id, ada)).then().statusCode(202);
        awaitHolder(ada);
    }

    @Test
    void aDisputeStandsInTheListOfThoseWhomItConcerns() {
        tell(id);

        awaitListed(TestTokens.qa());
        list(TestTokens.supervisor(adasTeam), "")
                .then()
                .body("items.id", contains(dispute.toString()))
                .body("items[0].state", is("open"))
                .body("items[0].reason", is("That customer spoke with somebody else"))
                .body("items[0].agent.id", is(ada))
                .body("items[0].responses.responseId", contains(id))
                .body("items[0].decision", nullValue());
        list(TestTokens.agent(ada), "?state=open").then().body("items", hasSize(1));
        list(TestTokens.agent(bo), "").then().statusCode(200).body("items", empty());
        list(TestTokens.supervisor(bosTeam), "").then().statusCode(200).body("items", empty());
        list(TestTokens.supervisor(bosTeam), "?team=" + adasTeam).then().statusCode(404);
        list(TestTokens.qa(), "?team=" + adasTeam + "&state=kept").then().body("items", empty());
        list(TestTokens.qa(), "?state=lost").then().statusCode(400).body("errors.pointer", contains("state"));
    }

    @Test
    void aReattributionMovesTheResponseWithItsRetraction() {
        tell(id);
        awaitListed(TestTokens.qa());

        decide(1, reattribute(bo))
                .then()
                .statusCode(200)
                .header("ETag", is("\"2\""))
                .body("state", is("reattributed"))
                .body("decision.agent", is(bo))
                .body("decision.moved.responseId", contains(id));

        awaitHolder(bo);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(records()).containsExactlyInAnyOrder(ada + " 1", ada + " 2 retracted", bo + " 2"));
        list(TestTokens.agent(ada), "")
                .then()
                .body("items[0].decision.note", is("It was the next call"))
                .body("items[0].decision.moved.responseId", contains(id))
                .body("items[0].decision", not(hasKey("agent")))
                .body("items[0].decision", not(hasKey("by")));
        list(TestTokens.supervisor(adasTeam), "").then().body("items[0].decision.agent", is(bo));
        decide(2, reattribute(bo)).then().statusCode(409).body("detail", containsString("already decided"));
    }

    @Test
    void whatIsKeptStaysWhereItIsAndATaleToldAgainOpensNothing() {
        tell(id);
        awaitListed(TestTokens.qa());

        decide(1, "{\"decision\":\"keep\",\"note\":\"The recording says so\"}")
                .then()
                .statusCode(200)
                .body("state", is("kept"));
        tell(id);
        UUID next = UUID.randomUUID();
        tell(next, "disputed", id);

        await().atMost(SOON)
                .untilAsserted(() -> list(TestTokens.agent(ada), "")
                        .then()
                        .body("items.id", contains(next.toString(), dispute.toString())));
        list(TestTokens.agent(ada), "?state=open").then().body("items.id", contains(next.toString()));
        assertThat(records()).containsExactly(ada + " 1");
    }

    @Test
    void ofSeveralResponsesOnlyThoseMoveThatAreNamed() {
        String other = fresh("r");
        post(Feedback.key(source), response(other, ada)).then().statusCode(202);
        awaitHeld(ada, id, other);
        tell(id, other);
        awaitListed(TestTokens.qa());

        decide(1, reattribute(bo))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/responses"))
                .body("errors[0].detail", containsString(id));
        decide(1, reattribute(bo, "unknown")).then().statusCode(422).body("errors.pointer", contains("/responses"));
        decide(1, reattribute(bo, id)).then().statusCode(200).body("decision.moved.responseId", contains(id));

        awaitHolder(bo);
        awaitHeld(ada, other);
    }

    @Test
    void whatIsNoDecisionIsRefusedByNameAndChangesNothing() {
        tell(id);
        awaitListed(TestTokens.qa());

        decide(1, "{\"decision\":\"perhaps\",\"agent\":\"a\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/note", "/decision", ""));
        decide(1, "{\"decision\":\"reattribute\",\"note\":\"a\\u0000b\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/note", "/agent"));
        decide(1, reattribute("nobody")).then().statusCode(422).body("errors.pointer", contains("/agent"));
        decide(1, reattribute(ada)).then().statusCode(422).body("errors.pointer", contains("/agent"));
        decide(7, reattribute(bo)).then().statusCode(412);
        as(TestTokens.qa())
                .body(reattribute(bo))
                .post(Feedback.ROOT + "/disputes/{id}/decide", dispute)
                .then()
                .statusCode(428);
        as(TestTokens.qa())
                .header("If-Match", "\"1\"")
                .body(reattribute(bo))
                .post(Feedback.ROOT + "/disputes/{id}/decide", UUID.randomUUID())
                .then()
                .statusCode(404);
        list(TestTokens.qa(), "?team=" + adasTeam).then().body("items.version", contains(1));
    }

    @Test
    void aDisputeWhoseResponseIsNotOnRecordIsToldSo() {
        String gone = fresh("r");
        tell(gone);
        awaitListed(TestTokens.qa());

        decide(1, reattribute(bo)).then().statusCode(409).body("detail", containsString(gone));
        list(TestTokens.qa(), "?team=" + adasTeam).then().body("items.state", contains("open"));
    }

    @Test
    void otherOutcomesAreNoneAndPoisonIsSetAside() {
        tell(UUID.randomUUID(), "completed", id);
        Backing.kafka()
                .produce("coaching.outcomes", ada, "{\"type\":\"disputed\"}", "dev.touchline.coaching.outcome.v1");
        tell(id);

        awaitListed(TestTokens.qa());
        list(TestTokens.agent(ada), "").then().body("items", hasSize(1));
        assertThat(Backing.kafka().consumeAll("coaching.outcomes.dlq"))
                .filteredOn(record -> ada.equals(record.key()))
                .singleElement()
                .satisfies(record -> assertThat(record.headers()).containsEntry("dlq_consumer", "dispute-consumer"));
    }

    @Test
    void theListComesInPages() {
        tell(id);
        awaitListed(TestTokens.qa());
        tell(UUID.randomUUID(), "disputed", id);
        await().atMost(SOON)
                .untilAsserted(() -> list(TestTokens.agent(ada), "").then().body("items", hasSize(2)));

        Response first = list(TestTokens.agent(ada), "?limit=1");
        first.then().body("items", hasSize(1));
        list(TestTokens.agent(ada), "?limit=1&cursor=" + first.path("nextCursor"))
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
    }

    private void tell(String... responses) {
        tell(dispute, "disputed", responses);
    }

    private void tell(UUID outcome, String type, String... responses) {
        String evidence = Arrays.stream(responses).map(this::ref).collect(Collectors.joining(","));
        String json = """
                {"outcomeId":"%s","itemId":"%s","type":"%s","at":"2026-11-22T09:00:00%sZ","by":"agent:%s",
                 "agent":{"id":"%s","name":"Ada Moss"},"team":"%s","topic":"product-knowledge","kind":"coaching",
                 "version":3,"note":"That customer spoke with somebody else","filters":[],"evidence":[%s]}
                """.formatted(
                outcome, UUID.randomUUID(), type, outcome.equals(dispute) ? "" : ".5", ada, ada, adasTeam, evidence);
        OUTCOMES.assertMeets(json);
        Backing.kafka().produce("coaching.outcomes", ada, json, "dev.touchline.coaching.outcome.v1");
    }

    private String reattribute(String agent, String... responses) {
        String named = Arrays.stream(responses).map(this::ref).collect(Collectors.joining(","));
        return "{\"decision\":\"reattribute\",\"agent\":\"%s\",\"note\":\"It was the next call\"%s}"
                .formatted(agent, responses.length == 0 ? "" : ",\"responses\":[" + named + "]");
    }

    private String ref(String response) {
        return "{\"source\":\"%s\",\"responseId\":\"%s\"}".formatted(source, response);
    }

    private Response decide(long version, String body) {
        return as(TestTokens.qa())
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .post(Feedback.ROOT + "/disputes/{id}/decide", dispute);
    }

    private static Response list(String token, String query) {
        return get("/disputes" + query, token);
    }

    private void awaitListed(String token) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> list(token, "?team=" + adasTeam).then().body("items.id", contains(dispute.toString())));
    }

    private void awaitHolder(String agent) {
        awaitHeld(agent, id);
    }

    private static void awaitHeld(String agent, String... responses) {
        await().atMost(SOON)
                .untilAsserted(() -> get("/responses?agent=" + agent, TestTokens.qa())
                        .then()
                        .body("items.responseId", containsInAnyOrder(responses)));
    }

    /** What stands on the Kafka topic about the answer: agent, attribution, and whether it is a retraction. */
    private List<String> records() {
        return published("survey.responses", id).stream()
                .map(record ->
                        record.key() + " " + record.json().path("attribution").asInt()
                                + ("dev.touchline.survey.retracted.v1"
                                                .equals(record.headers().get("ce_type"))
                                        ? " retracted"
                                        : ""))
                .toList();
    }
}
