package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent asks to be coached, from an own answer. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class AgentsAskForCoachingTest {
    private static final String TALK = """
            {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls"}""";

    private static final String NOTE = "How do I <b>look</b> it up?";

    private Floor floor;

    @BeforeEach
    void aTeamWithTwoAgents() {
        Floor.awayFromMidnight();
        floor = Floor.withAgents(2);
    }

    @Test
    void aRequestOpensAnItemThatTheSupervisorSeesAndCoachesLikeAnyOther() {
        String answer = answered(1);

        ask(1, answer, "clarity")
                .then()
                .statusCode(201)
                .body("result", equalTo("opened"))
                .body("item.state", equalTo("open"));

        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.queue()
                .then()
                .body("items[0].why.by", equalTo("agent"))
                .body("items[0].why.sentence", equalTo("Asked for by the agent, about this answer."))
                .body("items[0].why.note", equalTo(NOTE))
                .body("items[0].why.filterId", nullValue())
                .body("items[0].agent.name", equalTo("Ada Moss"))
                .body("items[0].evidence[0].responseId", equalTo(answer))
                .body("items[0].evidence[0].comment", equalTo("He did not know the plan"));
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", item.get("id"))
                .then()
                .body("items.action", contains("opened", "asked"))
                .body("items[1].by", equalTo("agent:" + floor.agent(1)))
                .body("items[1].note", equalTo(NOTE));
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, TALK).then().statusCode(200);
        Floor.patiently()
                .untilAsserted(
                        () -> assertThat(outcomes(item)).containsExactly("opened", "asked", "claimed", "completed"));
    }

    @Test
    void theSameRequestAgainHasNoSecondEffectHoweverManyComeAtOnce() throws Exception {
        String answer = answered(1);
        List<Callable<Response>> requests = IntStream.range(0, 8)
                .mapToObj(_ -> (Callable<Response>) () -> ask(1, answer, "clarity"))
                .toList();

        List<Integer> statuses;
        try (var threads = Executors.newFixedThreadPool(8)) {
            statuses = threads.invokeAll(requests).stream()
                    .map(done -> done.resultNow().statusCode())
                    .sorted()
                    .toList();
        }

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 201);
        assertThat(floor.items()).hasSize(1);
        ask(1, answer, "clarity").then().statusCode(200).body("result", equalTo("repeated"));
    }

    @Test
    void aRequestJoinsTheItemThatStandsOnTheTopic() {
        String answer = "r-" + UUID.randomUUID();
        floor.publish(floor.need("clarity", answer));
        Object item = floor.awaitItems(1).getFirst().get("id");

        ask(1, answer, "clarity")
                .then()
                .statusCode(200)
                .body("result", equalTo("merged"))
                .body("item.id", equalTo(item))
                .body("item.version", equalTo(1))
                .body("item.evidenceCount", equalTo(1))
                .body("item.alsoWhy.by", hasItem("agent"));
    }

    @Test
    void whatASupervisorSettledIsToldAndOpensNothing() {
        String answer = "r-" + UUID.randomUUID();
        floor.publish(floor.need("clarity", answer));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "dismiss", 1, "{\"cause\":\"tool\"}").then().statusCode(200);

        ask(1, answer, "clarity")
                .then()
                .statusCode(409)
                .body("detail", equalTo("Item " + item.get("id") + " on this answer is already dismissed."));
        assertThat(floor.items()).isEmpty();
    }

    @Test
    void anAgentAsksForThemselvesAndFromOwnAnswersOnly() {
        String answer = answered(1);

        ask(2, answer, "clarity").then().statusCode(404).body("title", equalTo("Answer not found"));
        Floor.as(TestTokens.agent(floor.agent(2)))
                .body(body(answer, "clarity", NOTE))
                .post("/api/coaching/v1/agents/{agent}/requests", floor.agent(1))
                .then()
                .statusCode(404);
        floor.asSupervisor()
                .body(body(answer, "clarity", NOTE))
                .post("/api/coaching/v1/agents/{agent}/requests", floor.agent(1))
                .then()
                .statusCode(403);
        assertThat(floor.items()).isEmpty();
    }

    @Test
    void aRequestThatIsNoneTellsEveryCause() {
        String answer = answered(1);

        Floor.as(TestTokens.agent(floor.agent(1)))
                .body("{\"source\":\"A b\",\"responseId\":\"a\\u0000\",\"topic\":\"\",\"note\":\"%s\"}"
                        .formatted("x".repeat(501)))
                .post("/api/coaching/v1/agents/{agent}/requests", floor.agent(1))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/source", "/responseId", "/topic", "/note"));
        ask(1, answer, "courtesy")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/topic"))
                .body("errors[0].detail", equalTo("is one of those that the answer rates: clarity, other"));
        Floor.as(TestTokens.agent(floor.agent(1)))
                .body(body(answer, "clarity", "a\\u0000b"))
                .post("/api/coaching/v1/agents/{agent}/requests", floor.agent(1))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/note"));
    }

    @Test
    void anAgentAsksFiveTimesADayAndIsToldSo() {
        List<String> answers = IntStream.range(0, 6).mapToObj(_ -> answered(1)).toList();
        answers.subList(0, 5).forEach(answer -> ask(1, answer, "clarity").then().statusCode(lessThan(300)));

        Response refused = ask(1, answers.getLast(), "clarity");

        refused.then().statusCode(429).body("detail", containsString("5 times today, and 5 is the limit"));
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 86_400L);
        ask(1, answers.getFirst(), "clarity").then().statusCode(200);
        assertThat(floor.items())
                .singleElement()
                .satisfies(item -> assertThat(item.get("evidenceCount")).isEqualTo(5));
    }

    @Test
    void aRequestAboutWhatTurnsOutToBeAnothersIsTakenBack() {
        String answer = answered(1);
        ask(1, answer, "clarity").then().statusCode(201);
        Map<String, Object> item = floor.awaitItems(1).getFirst();

        floor.publishResponse(
                floor.agent(2),
                floor.need(2, "clarity")
                        .response(answer, "He did not know the plan", "10:00:00")
                        .replace("\"attribution\":1", "\"attribution\":2"));

        floor.awaitItems(0);
        floor.item(item.get("id"))
                .then()
                .body("state", equalTo("dismissed"))
                .body("cause", equalTo("corrected"))
                .body("evidence", hasSize(0));
    }

    @Test
    void aRequestThatNobodyCameToCanBeMadeAgain() {
        String answer = answered(1);
        ask(1, answer, "clarity").then().statusCode(201);
        Map<String, Object> first = floor.awaitItems(1).getFirst();
        Floor.rows("UPDATE item SET fresh_until = now() - interval '1 day', keep_until = now() - interval '1 day'"
                + " WHERE id = '" + first.get("id") + "' RETURNING id");

        ask(1, answer, "clarity").then().statusCode(201).body("result", equalTo("opened"));

        assertThat(floor.items())
                .singleElement()
                .satisfies(item -> assertThat(item.get("id")).isNotEqualTo(first.get("id")));
        floor.item(first.get("id")).then().body("state", equalTo("expired"));
    }

    @Test
    void howOldTheAnswerIsThatAnAgentAsksAboutSaysNothingOfFreshness() {
        Map<String, Object> item = asked(answered(1));

        complete(item);

        floor.asSupervisor()
                .get("/api/coaching/v1/teams/{team}/freshness", floor.team)
                .then()
                .statusCode(200)
                .body("all.sessions", equalTo(1))
                .body("all.answered", nullValue())
                .body("all.received", nullValue())
                .body("all.opened", nullValue())
                .body("all.whole", nullValue())
                .body("all.claimed", notNullValue());
    }

    @Test
    void anOldAnswerThatAnAgentAsksAboutEndsNoWindow() {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        String old = answered(1);
        Floor.rows("UPDATE response SET responded_at = '2026-10-01T10:00:00Z' WHERE response_id = '" + old
                + "' RETURNING response_id");
        ask(1, old, "clarity").then().statusCode(200).body("result", equalTo("merged"));

        complete(item);

        assertThat(Floor.rows("SELECT before_to FROM effect_study WHERE item_id = '" + item.get("id") + "'"))
                .containsExactly("2026-11-21");
    }

    @Test
    void whatComesBackIsMarkedThoughTheAgentAskedFirst() {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Map<String, Object> coached = floor.awaitItems(1).getFirst();
        complete(coached);
        Map<String, Object> item = asked(answered(1));
        floor.item(item.get("id")).then().body("aftermath.recurrenceOf", nullValue());

        comesBack(item, coached);

        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item)).containsExactly("opened", "asked", "recurred"));
    }

    @Test
    void whatComesBackWhileItIsClaimedTakesTheTalkThatWasBegun() {
        Map<String, Object> item = comesBackWhileItIsClaimed();

        floor.step(item, "complete", 2, "{\"saw\":\"Guessed\"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/ideal", "/practised", "/next"));
        floor.step(item, "complete", 2, TALK).then().statusCode(200);

        floor.item(item.get("id"))
                .then()
                .body("intervention", equalTo("training"))
                .body("session.practised", equalTo("Looked up three"))
                .body("session.agreed", nullValue());
    }

    @Test
    void whatComesBackWhileItIsClaimedTakesATrainingToo() {
        Map<String, Object> item = comesBackWhileItIsClaimed();

        floor.step(item, "complete", 2, "{\"agreed\":\"The tariff course\",\"next\":\"Two calls\"}")
                .then()
                .statusCode(200)
                .body("session.agreed", equalTo("The tariff course"));
    }

    @Test
    void whoClaimsWhatCameBackHoldsATraining() {
        Map<String, Object> item = comesBackWhileItIsClaimed();
        floor.step(item, "release", 2, "").then().statusCode(200);
        floor.step(item, "claim", 3, "").then().statusCode(200);

        floor.step(item, "complete", 4, TALK).then().statusCode(400).body("errors.pointer", hasItem("/agreed"));
    }

    private Map<String, Object> comesBackWhileItIsClaimed() {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Map<String, Object> coached = floor.awaitItems(1).getFirst();
        complete(coached);
        Map<String, Object> item = asked(answered(1));
        floor.step(item, "claim", 1, "").then().statusCode(200);
        comesBack(item, coached);
        return item;
    }

    /** A filter sees again what was coached. */
    private void comesBack(Map<String, Object> item, Map<String, Object> coached) {
        NeedJson again = floor.need("clarity", "r-" + UUID.randomUUID());
        Backing.kafka()
                .produce(
                        "coaching.needed",
                        again.agent(),
                        again.json()
                                .replace(
                                        "\"respondedAt\":\"2026-11-21T10:00:00Z\",\"score\"",
                                        "\"respondedAt\":\"" + Instant.now().plusSeconds(60) + "\",\"score\""),
                        again.ceType());

        Floor.patiently()
                .untilAsserted(() -> floor.item(item.get("id"))
                        .then()
                        .body("evidenceCount", equalTo(2))
                        .body("aftermath.recurrenceOf", equalTo(coached.get("id"))));
    }

    private Map<String, Object> asked(String answer) {
        ask(1, answer, "clarity").then().statusCode(201);
        return floor.awaitItems(1).getFirst();
    }

    private void complete(Map<String, Object> item) {
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, TALK).then().statusCode(200);
    }

    private String answered(int agent) {
        String id = "r-" + UUID.randomUUID();
        floor.publishResponse(
                floor.agent(agent), floor.need(agent, "clarity").response(id, "He did not know the plan", "10:00:00"));
        Floor.patiently()
                .until(() -> Floor.rows("SELECT response_id FROM response WHERE response_id = '" + id + "'")
                                .size()
                        == 1);
        return id;
    }

    private Response ask(int agent, String answer, String topic) {
        return Floor.as(TestTokens.agent(floor.agent(agent)))
                .body(body(answer, topic, NOTE))
                .post("/api/coaching/v1/agents/{agent}/requests", floor.agent(agent));
    }

    private static String body(String answer, String topic, String note) {
        return """
                {"source":"demo","responseId":"%s","topic":"%s","note":"%s"}""".formatted(answer, topic, note);
    }

    private static List<String> outcomes(Map<String, Object> item) {
        EventContract contract = EventContract.of("coaching.outcomes");
        return Backing.kafka().consumeAll("coaching.outcomes").stream()
                .filter(outcome -> outcome.json().path("itemId").asText().equals(item.get("id")))
                .peek(outcome -> contract.assertMeets(outcome.json().toString()))
                .map(outcome -> outcome.json().path("type").asText())
                .toList();
    }
}
