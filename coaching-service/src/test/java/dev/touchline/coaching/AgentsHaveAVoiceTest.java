package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent says whether a session was worth it, and when an item is wrong. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class AgentsHaveAVoiceTest {
    private static final String SESSION = """
            {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls together"}""";
    private static final String WRONG = "{\"reason\":\"That customer spoke with somebody else\"}";

    private Floor floor;

    @BeforeEach
    void aTeamWithAnAgent() {
        floor = Floor.withOneAgent();
    }

    @Test
    void theAgentSaysHowUsefulASessionWasAndTheLaterWordCounts() {
        Map<String, Object> item = coached();

        say(item, "acknowledge", "{\"usefulness\":2}").then().statusCode(200);
        say(item, "acknowledge", "{\"usefulness\":5,\"comment\":\"The page helps\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"))
                .body("version", equalTo(3))
                .body("aftermath.acknowledgement.usefulness", equalTo(5))
                .body("aftermath.acknowledgement.comment", equalTo("The page helps"));

        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item))
                        .containsExactly("opened", "claimed", "completed", "acknowledged 2", "acknowledged 5"));
    }

    @Test
    void aWordOnAnEarlierSessionIsNoneOnTheLatest() {
        Map<String, Object> item = coached();
        say(item, "acknowledge", "{\"usefulness\":1}").then().statusCode(200);
        say(item, "dispute", WRONG).then().statusCode(200).body("aftermath.acknowledgement.usefulness", equalTo(1));

        floor.step(item, "claim", 4, "").then().statusCode(200);
        floor.step(item, "complete", 5, SESSION).then().statusCode(200);

        floor.item(item.get("id")).then().body("aftermath.acknowledgement", nullValue());
        say(item, "acknowledge", "{\"usefulness\":4}").then().body("aftermath.acknowledgement.usefulness", equalTo(4));
    }

    @Test
    void aWordThatIsNoneTellsEveryCause() {
        Map<String, Object> item = coached();

        say(item, "acknowledge", "{\"usefulness\":6,\"comment\":\"a\\u0000b\"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/usefulness", "/comment"));
        say(item, "dispute", "{\"reason\":\" \"}").then().statusCode(400).body("errors.pointer", contains("/reason"));
    }

    @Test
    void onlyASessionIsAcknowledged() {
        Map<String, Object> item = opened("r-" + UUID.randomUUID());

        say(item, "acknowledge", "{\"usefulness\":2}")
                .then()
                .statusCode(409)
                .body("detail", containsString("not taken place"));
        floor.step(item, "dismiss", 1, "{\"cause\":\"tool\"}").then().statusCode(200);
        say(item, "acknowledge", "{\"usefulness\":2}").then().statusCode(409);
    }

    @Test
    void whatIsSomebodyElsesIsNotFound() {
        Map<String, Object> item = coached();
        String other = TestTokens.agent(Floor.withOneAgent().agent(1));

        Floor.as(other)
                .body("{\"usefulness\":2}")
                .post("/api/coaching/v1/items/{id}/acknowledge", item.get("id"))
                .then()
                .statusCode(404);
        Floor.as(other)
                .body(WRONG)
                .post("/api/coaching/v1/items/{id}/dispute", item.get("id"))
                .then()
                .statusCode(404);
        floor.item(item.get("id")).then().body("aftermath.dispute", nullValue());
    }

    @Test
    void aDisputeOfAClosedItemOpensItAgainOnce() {
        Map<String, Object> item = coached();

        say(item, "dispute", WRONG)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("version", equalTo(4))
                .body("aftermath.dispute.reason", equalTo("That customer spoke with somebody else"));
        say(item, "dispute", WRONG).then().statusCode(409).body("detail", containsString("before"));

        assertThat(floor.items()).hasSize(1);
        String study = study(item);
        floor.step(item, "claim", 4, "").then().statusCode(200);
        floor.step(item, "complete", 5, SESSION.replace("Guessed", "Knew"))
                .then()
                .statusCode(200)
                .body("session.saw", equalTo("Knew the tariff"));
        assertThat(study(item)).isEqualTo(study);
        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item))
                        .containsExactly(
                                "opened", "claimed", "completed", "disputed", "reopened", "claimed", "completed"));
    }

    @Test
    void whatNothingSpeaksForAnyMoreStaysClosed() {
        NeedJson need = floor.need("clarity", "r-" + UUID.randomUUID());
        floor.publish(need);
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "dismiss", 1, "{\"cause\":\"agent\"}").then().statusCode(200);
        takeBack(need);

        say(item, "dispute", WRONG)
                .then()
                .statusCode(200)
                .body("state", equalTo("dismissed"))
                .body("version", equalTo(2))
                .body("aftermath.dispute.reason", equalTo("That customer spoke with somebody else"));

        assertThat(floor.items()).isEmpty();
        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item)).containsExactly("opened", "dismissed", "disputed"));
    }

    @Test
    void anItemOpensAgainWithoutWhatWasTakenBackMeanwhile() {
        NeedJson gone = floor.need("clarity", "r-" + UUID.randomUUID());
        floor.publish(gone);
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()).by("another", "normal"));
        Floor.patiently()
                .until(() -> floor.item(item.get("id")).path("evidenceCount").equals(2));
        floor.step(item, "dismiss", 1, "{\"cause\":\"agent\"}").then().statusCode(200);
        takeBack(gone);

        say(item, "dispute", WRONG)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("evidenceCount", equalTo(1))
                .body("evidence", hasSize(1))
                .body("why.filterId", equalTo("another"))
                .body("alsoWhy", hasSize(0));
    }

    private void takeBack(NeedJson need) {
        floor.publish(need.then("withdrawn", 0, need.responses().getFirst()));
        Floor.patiently()
                .until(() -> Floor.rows("SELECT standing FROM need WHERE need_id = '" + need.needId() + "'")
                        .equals(List.of("f")));
    }

    @Test
    void aDisputeWaitsWhileWordsAreErased() throws Exception {
        Map<String, Object> item = coached();
        CompletableFuture<Response> said;
        try (Connection erasing = Backing.connect("coaching");
                Statement statement = erasing.createStatement()) {
            erasing.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + 0x6572617365L + ")");
            said = CompletableFuture.supplyAsync(() -> say(item, "dispute", WRONG));

            Floor.patiently()
                    .until(() -> said.isDone()
                            || !Floor.rows("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                                            + " AND mode = 'ShareLock' AND classid = 101")
                                    .isEmpty());
            assertThat(said).isNotDone();
            erasing.rollback();
        }

        assertThat(said.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aDisputeOfALiveItemIsToldAndTheItemStays() {
        Map<String, Object> item = opened("r-" + UUID.randomUUID());

        say(item, "dispute", WRONG)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("version", equalTo(1));

        floor.step(item, "dismiss", 1, "{\"cause\":\"wrong-agent\"}").then().statusCode(200);
    }

    @Test
    void whereAnotherItemIsLiveADisputeJoinsIt() {
        NeedJson first = floor.need("clarity", "r-" + UUID.randomUUID());
        floor.publish(first);
        Map<String, Object> closed = floor.awaitItems(1).getFirst();
        floor.step(closed, "dismiss", 1, "{\"cause\":\"agent\"}").then().statusCode(200);
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()).by("another", "normal"));
        Map<String, Object> live = floor.awaitItems(1).getFirst();

        say(closed, "dispute", WRONG).then().statusCode(200).body("state", equalTo("dismissed"));

        floor.item(live.get("id"))
                .then()
                .body("evidenceCount", equalTo(2))
                .body("evidence", hasSize(2))
                .body("alsoWhy", hasSize(1));
        assertThat(floor.items()).hasSize(1);
        floor.publish(first.then("withdrawn", 0, first.responses().getFirst()));
        Floor.patiently()
                .until(() -> floor.item(live.get("id")).path("evidenceCount").equals(1));
    }

    @Test
    void whatExpiredOrWasCorrectedIsNotDisputed() {
        NeedJson need = floor.need("clarity", "r-" + UUID.randomUUID());
        floor.publish(need);
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.publish(need.then("withdrawn", 0, need.responses().getFirst()));
        floor.awaitItems(0);

        say(item, "dispute", WRONG).then().statusCode(409).body("detail", containsString("already corrected"));
    }

    @Test
    void whatComesBackWithinTheWindowAsksForATraining() {
        Map<String, Object> item = coached();
        NeedJson again = floor.need("clarity", "r-" + UUID.randomUUID());

        Backing.kafka()
                .produce(
                        "coaching.needed",
                        again.agent(),
                        givenAt(again, Instant.now().plusSeconds(60)),
                        again.ceType());

        Map<String, Object> next = floor.awaitItems(1).getFirst();
        floor.item(next.get("id"))
                .then()
                .body("aftermath.recurrenceOf", equalTo(item.get("id")))
                .body("aftermath.earlier", hasSize(1))
                .body("aftermath.earlier[0].next", equalTo("Two calls together"));
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", next.get("id"))
                .then()
                .body("items.action", contains("opened", "recurred"));
        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(next)).containsExactly("opened", "recurred training"));
    }

    @Test
    void whatWasAnsweredBeforeTheSessionHasNotComeBack() {
        coached();
        NeedJson late = floor.need("clarity", "r-" + UUID.randomUUID());

        floor.publish(late);

        Map<String, Object> next = floor.awaitItems(1).getFirst();
        floor.item(next.get("id")).then().body("aftermath.recurrenceOf", nullValue());
    }

    private static String givenAt(NeedJson need, Instant at) {
        return need.json()
                .replace(
                        "\"respondedAt\":\"2026-11-21T10:00:00Z\",\"score\"",
                        "\"respondedAt\":\"" + at + "\",\"score\"");
    }

    private Map<String, Object> opened(String response) {
        floor.publish(floor.need("clarity", response));
        return floor.awaitItems(1).getFirst();
    }

    private Map<String, Object> coached() {
        Map<String, Object> item = opened("r-" + UUID.randomUUID());
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, SESSION).then().statusCode(200);
        return item;
    }

    private Response say(Map<String, Object> item, String word, String body) {
        return Floor.as(TestTokens.agent(floor.agent(1)))
                .body(body)
                .post("/api/coaching/v1/items/{id}/{word}", item.get("id"), word);
    }

    private static String study(Map<String, Object> item) {
        return Floor.rows("SELECT s::text FROM effect_study s WHERE item_id = '" + item.get("id") + "'")
                .getFirst();
    }

    private static List<String> outcomes(Map<String, Object> item) {
        EventContract contract = EventContract.of("coaching.outcomes");
        return Backing.kafka().consumeAll("coaching.outcomes").stream()
                .filter(outcome -> outcome.json().path("itemId").asText().equals(item.get("id")))
                .peek(outcome -> contract.assertMeets(outcome.json().toString()))
                .map(outcome -> (outcome.json().path("type").asText()
                                + " " + outcome.json().path("usefulness").asText("")
                                + outcome.json().path("intervention").asText(""))
                        .strip())
                .toList();
    }
}
