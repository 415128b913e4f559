package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class SupervisorsWorkItemsTest {
    private static final String SESSION = """
            {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls together"}""";

    @Test
    void anItemIsClaimedCoachedAndClosed() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);

        floor.step(item, "claim", 1, "")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("state", equalTo("claimed"))
                .body("claimedBy", equalTo("supervisor:" + floor.team))
                .body("version", equalTo(2));
        floor.step(item, "complete", 2, SESSION)
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"))
                .body("claimedBy", nullValue())
                .body("session.practised", equalTo("Looked up three"))
                .body("session.by", equalTo("supervisor:" + floor.team));

        assertThat(floor.items()).isEmpty();
        assertThat(floor.items("state", "completed")).hasSize(1);
        Floor.patiently()
                .untilAsserted(() -> assertThat(outcomes(item)).containsExactly("opened", "claimed", "completed"));
    }

    @Test
    void aStepNamesTheVersionThatItSaw() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);

        floor.asSupervisor()
                .post("/api/coaching/v1/items/{id}/claim", item.get("id"))
                .then()
                .statusCode(428);
        floor.asSupervisor()
                .header("If-Match", "now")
                .post("/api/coaching/v1/items/{id}/claim", item.get("id"))
                .then()
                .statusCode(400);
        floor.step(item, "claim", 7, "").then().statusCode(412).header("ETag", "\"1\"");
        assertThat(floor.items().getFirst().get("state")).isEqualTo("open");
    }

    @Test
    void evidenceDoesNotMakeAVersionStale() {
        Floor floor = Floor.withOneAgent();
        NeedJson need = floor.need("clarity", id());
        floor.publish(need);
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);

        floor.publish(need.then("evidence-added", 2, id()));
        Floor.patiently()
                .until(() -> floor.queue().path("items[0].evidenceCount").equals(2));

        floor.step(item, "complete", 2, SESSION).then().statusCode(200);
    }

    @Test
    void aStepThatIsNotPossibleSaysWhy() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);
        floor.step(item, "complete", 1, SESSION).then().statusCode(409).body("detail", containsString("claim it"));
        floor.step(item, "release", 1, "").then().statusCode(409);
        floor.step(item, "claim", 1, "");

        Floor.as(TestTokens.admin())
                .header("If-Match", "\"2\"")
                .post("/api/coaching/v1/items/{id}/claim", item.get("id"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", startsWith("The item is claimed by supervisor:" + floor.team + " until "));
    }

    @Test
    void anItemGoesBackIsDismissedOrDeferred() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);
        floor.step(item, "claim", 1, "");
        floor.step(item, "release", 2, "").then().statusCode(200).body("state", equalTo("open"));
        floor.step(item, "dismiss", 3, "{\"cause\":\"product\",\"note\":\"The page was wrong\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("dismissed"))
                .body("cause", equalTo("product"));
        Map<String, Object> next = openItem(floor);
        floor.step(next, "defer", 1, "{}").then().statusCode(200).body("state", equalTo("deferred"));
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", item.get("id"))
                .then()
                .body("items.action", contains("opened", "claimed", "released", "dismissed"))
                .body("items[3].note", equalTo("The page was wrong"));
    }

    @Test
    void twentyKibibytesOfEmojiAndMarkupAreKeptAsTheyAreAndStayText() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);
        floor.step(item, "claim", 1, "");
        String emoji = "\uD83D\uDC69\u200D\uD83D\uDCBB".repeat(1_300);
        String rightToLeft = "\u202Eשלום \u0627\u0644\u0639\u0631\u0628\u064A\u0629\u202C".repeat(150);
        String html = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u2028".repeat(60);
        String next = "e\u0301\uFFFD" + "\uD83C\uDFF4".repeat(500);
        Map<String, String> session = Map.of("saw", emoji, "ideal", rightToLeft, "practised", html, "next", next);
        assertThat(String.join("", session.values()).getBytes(StandardCharsets.UTF_8).length)
                .isGreaterThan(20_480);

        floor.asSupervisor()
                .header("If-Match", "\"2\"")
                .body(session)
                .post("/api/coaching/v1/items/{id}/complete", item.get("id"))
                .then()
                .statusCode(200);

        floor.item(item.get("id"))
                .then()
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("session.saw", equalTo(emoji))
                .body("session.ideal", equalTo(rightToLeft))
                .body("session.practised", equalTo(html))
                .body("session.next", equalTo(next));
        Floor.patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.outcomes"))
                        .anySatisfy(outcome -> assertThat(
                                        outcome.json().at("/session/saw").asText())
                                .isEqualTo(emoji)));
    }

    @Test
    void whatNoTextMayHoldIsRefusedByName() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);
        floor.step(item, "claim", 1, "");

        floor.step(item, "complete", 2, """
                {"saw":"a\\u0000b","ideal":"%s","practised":"half \\ud83d of it","next":"fine"}
                """.formatted("x".repeat(20_480)))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/saw", "/ideal", "/practised"))
                .body(
                        "errors.detail",
                        contains(
                                "contains the character U+0000",
                                "has more than 4000 characters",
                                "contains half of a surrogate pair"));
        floor.step(item, "release", 2, "").then().statusCode(200);
    }

    @Test
    void aBodyThatIsWrongTellsEveryCause() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);

        floor.step(item, "complete", 1, "{\"saw\":\"" + "x".repeat(4001) + "\",\"next\":\"a\\u0000b\"}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/saw", "/ideal", "/practised", "/next"));
        floor.step(item, "dismiss", 1, "{\"cause\":\"corrected\"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/cause"));
        floor.step(item, "dismiss", 1, "{\"cause\":\"tool\",\"why\":1}").then().statusCode(400);
        floor.step(item, "dismiss", 1, "{").then().statusCode(400);
        floor.step(item, "complete", 1, "").then().statusCode(400);
    }

    @Test
    void aClosedItemAnswersANeedWithTheSameEvidence() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        floor.publish(floor.need("clarity", response));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "");
        floor.step(item, "complete", 2, SESSION);

        floor.publish(floor.need("clarity", response).by("another", "high"), floor.need("effort", id()));

        assertThat(floor.awaitItems(1).getFirst().get("topic")).isEqualTo("effort");
        floor.item(item.get("id")).then().body("why.filterId", equalTo("another"));
    }

    @Test
    void claimNextHandsOutTheMostUrgentFirst() {
        Floor floor = Floor.withAgents(3);
        floor.publish(
                floor.need(1, "clarity", id()).by("f", "normal"),
                floor.need(2, "clarity", id(), id(), id()).by("f", "high"),
                floor.need(3, "clarity", id()).by("f", "low"));
        floor.awaitItems(3);

        assertThat(List.of(
                        floor.claimNext().<String>path("severity"),
                        floor.claimNext().<String>path("severity"),
                        floor.claimNext().<String>path("severity")))
                .containsExactly("high", "normal", "low");
        floor.claimNext().then().statusCode(204);
    }

    @Test
    void nobodyHoldsMoreThanTheyMay() {
        Floor floor = Floor.withAgents(11);
        for (int agent = 1; agent <= 11; agent++) {
            floor.publish(floor.need(agent, "clarity", id()));
        }
        List<Map<String, Object>> items = floor.awaitItems(11);

        for (int claim = 0; claim < 10; claim++) {
            floor.claimNext().then().statusCode(200);
        }

        floor.claimNext().then().statusCode(409).body("detail", containsString("10 is the limit"));
        floor.step(items.getLast(), "claim", 1, "").then().statusCode(409);
        Map<String, Object> held = floor.items("state", "claimed").getFirst();
        floor.step(held, "claim", held.get("version"), "").then().statusCode(200);
        floor.step(held, "release", held.get("version"), "").then().statusCode(200);
        floor.claimNext().then().statusCode(200);
    }

    @Test
    void sixtyFourSupervisorsGetEveryItemOnce() throws Exception {
        int count = 500;
        Floor floor = Floor.withOneAgent();
        fill(floor, count);
        Set<String> claimed = ConcurrentHashMap.newKeySet();
        List<String> twice = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        List<String> tokens = floor.supervisors(64);

        try (ExecutorService supervisors = Executors.newFixedThreadPool(64)) {
            List<Future<?>> all = new ArrayList<>();
            for (String token : tokens) {
                all.add(supervisors.submit(() -> {
                    start.await();
                    for (Response next = claim(token, floor); next.statusCode() == 200; next = claim(token, floor)) {
                        defer(token, next);
                        if (!claimed.add(next.path("id"))) {
                            synchronized (twice) {
                                twice.add(next.path("id"));
                            }
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(twice).isEmpty();
        assertThat(claimed).hasSize(count);
        assertThat(Floor.rows("SELECT count(*) FROM item WHERE state = 'open' AND team = '" + floor.team + "'"))
                .containsExactly("0");
    }

    private static void defer(String token, Response claimed) {
        unlessBusy(() -> Floor.as(token)
                        .header("If-Match", "\"" + claimed.path("version") + "\"")
                        .body("{}")
                        .post("/api/coaching/v1/items/{id}/defer", claimed.<String>path("id")))
                .then()
                .statusCode(200);
    }

    private static Response claim(String token, Floor floor) {
        return unlessBusy(() -> Floor.as(token).post("/api/coaching/v1/teams/{team}/queue/claim-next", floor.team));
    }

    /** On a slow machine so many find no connection in time, and are told to come back. */
    private static Response unlessBusy(Callable<Response> step) {
        return Floor.patiently().until(step, answer -> answer.statusCode() != 503);
    }

    private static void fill(Floor floor, int count) {
        for (int topic = 0; topic < count; topic++) {
            floor.publish(floor.need("topic-" + topic, id()).withoutResponse());
        }
        Floor.patiently()
                .until(() -> Floor.rows("SELECT count(*) FROM item WHERE team = '" + floor.team + "'")
                        .equals(List.of(Integer.toString(count))));
    }

    private static Map<String, Object> openItem(Floor floor) {
        floor.publish(floor.need("product-knowledge", id()));
        return floor.awaitItems(1).getFirst();
    }

    private static List<String> outcomes(Map<String, Object> item) {
        return Backing.kafka().consumeAll("coaching.outcomes").stream()
                .filter(outcome -> outcome.json().path("itemId").asText().equals(item.get("id")))
                .map(outcome -> outcome.json().path("type").asText())
                .toList();
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
