package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.SseClient;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.read.Survey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ThrowingRunnable;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ErasureTest {
    private static final String ADMIN = TestTokens.admin();
    private static final String QA = TestTokens.qa();

    private final String source = fresh("source");
    private final String customer = fresh("customer");
    private final String words = fresh("words");
    private final String agent = fresh("a");
    private final String team = fresh("team");
    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key(source);
        Feedback.agent(agent, Feedback.team(team));
    }

    @Test
    void wordsReferenceAndLinkGoAndScoresStay() {
        post(key, response(id, agent, customer)).then().statusCode(202);
        post(key, response(id + "-other", agent, fresh("customer"))).then().statusCode(202);
        awaitListed(2);
        String figures = figures();

        erase(customer)
                .then()
                .statusCode(202)
                .body("responses", is(1))
                .body("quarantined", is(0))
                .body("erasedBy", is("admin"))
                .body("deliveriesSearched", is(true));

        Response list = list();
        list.then()
                .body("items.find { it.responseId == '" + id + "' }.comment", nullValue())
                .body("items.find { it.responseId == '" + id + "' }.interaction", nullValue())
                .body("items.find { it.responseId == '" + id + "' }.ratings", hasSize(1))
                .body("items.find { it.responseId == '" + id + "-other' }.comment", is(words));
        assertThat(as(QA).get(Feedback.ROOT + "/responses/export?agent=" + agent)
                        .asString())
                .contains(id)
                .containsOnlyOnce(words);
        assertThat(Tables.thatSay(customer)).isEmpty();
        assertThat(figures()).isEqualTo(figures);
    }

    @Test
    void theOtherServicesAreToldTheIdsAndNothingElse() {
        post(key, response(id, agent, customer)).then().statusCode(202);
        awaitListed(1);

        erase(customer);

        eventually(() -> assertThat(published("privacy.erasures", id)).hasSize(1));
        Received told = published("privacy.erasures", id).getFirst();
        EventContract.of("privacy.erasures").assertMeets(told.json().toString());
        assertThat(told.key()).isEqualTo(source + "/" + id);
        assertThat(told.json().toString()).doesNotContain(customer);
    }

    @Test
    void eachRequestIsOnRecordWithoutTheReference() {
        post(key, response(id, agent, customer)).then().statusCode(202);
        awaitListed(1);

        String first = erase(customer).path("id");
        Response again = erase(customer);

        again.then().statusCode(202).body("responses", is(0)).body("id", not(first));
        Response lines = get("/erasures?limit=2", ADMIN);
        lines.then()
                .statusCode(200)
                .body("items.id", contains(again.<String>path("id"), first))
                .body("items.responses", contains(0, 1))
                .body("items[0].customerHash", is(lines.<String>path("items[1].customerHash")))
                .body("nextCursor", Matchers.notNullValue());
        assertThat(lines.asString()).doesNotContain(customer);
        get("/erasures?limit=1&cursor=" + get("/erasures?limit=1", ADMIN).path("nextCursor"), ADMIN)
                .then()
                .body("items.id", contains(first));
        get("/erasures?cursor=nonsense", ADMIN).then().statusCode(400);
    }

    @Test
    void whatWaitsForItsAgentGoesOnWithoutWords() {
        String unknown = fresh("a");
        post(key, response(id, unknown, customer)).then().body("parked", hasSize(1));
        awaitQuarantined("parked", 1);

        erase(customer).then().body("responses", is(0)).body("quarantined", is(1));

        assertThat(quarantine("parked").asString()).doesNotContain(customer).doesNotContain(words);
        Feedback.agent(unknown, team);
        awaitQuarantined("released", 1);
        String released = published("survey.responses", id).getFirst().json().toString();
        EventContract.of("survey.responses").assertMeets(released);
        assertThat(released)
                .doesNotContain(customer)
                .doesNotContain(words)
                .doesNotContain("platform.example")
                .contains("\"score\":25");
    }

    @Test
    void whatLeftTheQuarantineKeepsNoCopy() {
        String unknown = fresh("a");
        post(key, response(id, unknown, customer)).then().body("parked", hasSize(1));
        awaitQuarantined("parked", 1);
        Feedback.agent(unknown, team);
        awaitQuarantined("released", 1);
        eventually(() -> assertThat(Tables.rows("SELECT comment FROM response WHERE response_id = ?", id))
                .containsExactly(words));

        erase(customer).then().body("responses", is(1)).body("quarantined", is(1));

        assertThat(Tables.thatSay(customer)).isEmpty();
        assertThat(Tables.thatSay(words)).isEmpty();
    }

    @Test
    void aDeliveryThatNamesTheCustomerIsEmptiedAndOthersAreKept() {
        webhook("{\"who\":\"" + customer + "\",\"text\":\"" + words + "\"}");
        webhook("{\"who\":\"" + customer + "7\",\"text\":\"Another customer\"}");
        awaitQuarantined("quarantined", 2);

        erase(customer).then().body("deliveries", is(1)).body("deliveriesSearched", is(true));

        awaitQuarantined("quarantined", 1);
        awaitQuarantined("discarded", 1);
        assertThat(Tables.thatSay(words)).isEmpty();
        assertThat(Tables.thatSay(customer + "7")).containsExactly("quarantine");
        erase("x1").then().statusCode(202).body("deliveriesSearched", is(false));
    }

    @ParameterizedTest
    @CsvSource({"600, 10", "12, 1000000"})
    void deliveriesAreErasedInPagesThatStayErasedWhateverComesOfTheNext(int many, int bytes) throws Exception {
        deliveries(many, bytes);
        try (Connection elsewhere = Backing.connect("feedback");
                ExecutorService admin = Executors.newVirtualThreadPerTaskExecutor()) {
            elsewhere.setAutoCommit(false);
            try (Statement lock = elsewhere.createStatement()) {
                lock.execute("SELECT 1 FROM quarantine WHERE source = '%s' AND reason = 'last' FOR UPDATE"
                        .formatted(source));
            }
            Future<Response> answer = admin.submit(() -> erase(customer));

            eventually(() -> assertThat(stateOf("first")).containsExactly("discarded"));
            assertThat(stateOf("last")).containsExactly("quarantined");

            elsewhere.rollback();
            answer.get().then().statusCode(202).body("deliveries", is(2));
        }
        assertThat(stateOf("last")).containsExactly("discarded");
        assertThat(stateOf("other")).hasSize(many - 2).containsOnly("quarantined");
        assertThat(Tables.thatSay(customer)).isEmpty();
        Tables.rows("DELETE FROM quarantine WHERE source = ?", source);
    }

    @Test
    void whatIsStillOnItsWayIsErasedWhenItArrives() {
        erase(customer).then().statusCode(202).body("responses", is(0));

        survey(id, Instant.now().minus(1, ChronoUnit.HOURS), customer, "2026-11-21T10:00:00Z");

        eventually(() -> assertThat(Tables.rows("SELECT ratings FROM response WHERE response_id = ?", id))
                .hasSize(1));
        assertThat(Tables.thatSay(customer)).isEmpty();
        eventually(() -> assertThat(published("privacy.erasures", id)).hasSize(1));
    }

    @Test
    void whoAnswersAgainAfterwardsIsKept() {
        erase(customer);

        post(key, response(id, agent, customer)).then().statusCode(202);

        eventually(() -> list().then().body("items.comment", contains(words)));
    }

    @Test
    void anErasedResponseStaysSoWhateverIsSentAgain() {
        survey(id, Instant.now().minus(1, ChronoUnit.HOURS), customer, "2026-11-21T10:00:00Z");
        eventually(() -> assertThat(Tables.rows("SELECT comment FROM response WHERE response_id = ?", id))
                .containsExactly(words));
        erase(customer).then().body("responses", is(1));

        // read again from Kafka
        Tables.rows(
                "WITH gone AS (DELETE FROM response_key WHERE response_id = ?) DELETE FROM response WHERE response_id = ?",
                id,
                id);
        survey(id, Instant.now().minus(1, ChronoUnit.HOURS), customer, "2026-11-21T10:00:00Z");
        eventually(() -> assertThat(Tables.rows("SELECT ratings FROM response WHERE response_id = ?", id))
                .hasSize(1));
        assertThat(Tables.thatSay(words)).isEmpty();

        // sent again, by a platform that has not heard of it
        survey(id, Instant.now(), customer, "2026-11-21T11:00:00Z");
        eventually(() -> assertThat(Tables.rows("SELECT updated_at::text FROM response WHERE response_id = ?", id))
                .allMatch(time -> time.contains("11:00")));
        assertThat(Tables.thatSay(words)).isEmpty();
        assertThat(Tables.thatSay(customer)).isEmpty();
    }

    @Test
    void onlyTheSourceThatIsNamedIsMeant() {
        String elsewhere = fresh("source");
        post(key, response(id, agent, customer)).then().statusCode(202);
        post(Feedback.key(elsewhere), response(id, agent, customer)).then().statusCode(202);
        awaitListed(2);

        as(ADMIN)
                .delete(Feedback.ROOT + "/customers/{ref}?source={source}", customer, source)
                .then()
                .statusCode(202)
                .body("responses", is(1))
                .body("source", is(source));

        list().then()
                .body("items.find { it.source == '" + source + "' }.comment", nullValue())
                .body("items.find { it.source == '" + elsewhere + "' }.comment", is(words));
    }

    @Test
    void anyReferenceCanBeNamedAndAWrongOneIsNotRepeated() {
        String odd = customer + "/a b+c%20\"ë@example.com";
        post(key, response(id, agent, odd.replace("\"", "\\\""))).then().statusCode(202);
        awaitListed(1);

        erase(odd).then().statusCode(202).body("responses", is(1));

        String tooLong = "secret".repeat(40);
        assertThat(erase(tooLong).then().statusCode(400).extract().asString()).doesNotContain("secret");
        as(ADMIN)
                .delete(Feedback.ROOT + "/customers/{ref}?source=Not a slug", customer)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("source"));
    }

    @Test
    void theLiveStreamForgetsWhatItHasForReadersWhoComeBack() {
        String token = TestTokens.supervisor(team);
        try (SseClient watching = SseClient.open(Feedback.ROOT + "/stream", token, "")) {
            String start;
            try (SseClient first = SseClient.open(Feedback.ROOT + "/stream", token, "")) {
                eventually(() -> assertThat(first.has("ready")).isTrue());
                start = first.lastId();
                post(key, response(id, agent, customer)).then().statusCode(202);
                eventually(() -> assertThat(first.data("response")).anyMatch(data -> data.contains(words)));
            }
            awaitListed(1);
            erase(customer).then().body("responses", is(1));

            eventually(() -> {
                try (SseClient again = SseClient.open(Feedback.ROOT + "/stream", token, start)) {
                    await().atMost(Duration.ofSeconds(5))
                            .until(() -> !again.data("response").isEmpty());
                    assertThat(again.data("response"))
                            .anyMatch(data -> data.contains(id))
                            .noneMatch(data -> data.contains(words));
                }
            });
            assertThat(watching.data("response")).isNotNull();
        }
    }

    private Response erase(String ref) {
        return given().header("Authorization", "Bearer " + ADMIN).delete(Feedback.ROOT + "/customers/{ref}", ref);
    }

    private Response list() {
        return get("/responses?agent=" + agent, QA);
    }

    private void awaitListed(int responses) {
        eventually(() -> list().then().body("items", hasSize(responses)));
    }

    private String figures() {
        return Tables.rows("SELECT string_agg(t::text, ';' ORDER BY t) FROM rating_day t WHERE agent_id = ?", agent)
                .toString();
    }

    private Response quarantine(String state) {
        return get("/quarantine?source=" + source + "&state=" + state, QA);
    }

    private void awaitQuarantined(String state, int entries) {
        eventually(() -> quarantine(state).then().body("items", hasSize(entries)));
    }

    /** The first and the last one name the customer; their reasons say which is which. */
    private void deliveries(int many, int bytes) {
        Tables.rows("""
                INSERT INTO quarantine (event_id, kind, source, reason, state, received_at, kafka_partition,
                    kafka_offset, body)
                SELECT gen_random_uuid(), 'delivery', ?, CASE n WHEN 1 THEN 'first' WHEN ? THEN 'last' ELSE 'other' END,
                    'quarantined', now() + n * interval '1 ms', 0, 0,
                    convert_to(CASE WHEN n IN (1, ?) THEN ? ELSE '' END || repeat(' ', ?), 'UTF8')
                FROM generate_series(1, ?) AS n
                """, source, many, many, customer, bytes, many);
    }

    private List<String> stateOf(String reason) {
        return Tables.rows("SELECT state FROM quarantine WHERE source = ? AND reason = ?", source, reason);
    }

    private void webhook(String body) {
        send("/sources/" + source + "/webhook", key, "application/json", body)
                .then()
                .statusCode(202);
    }

    /** A record past ingest, as it may lie in Kafka or come from there again. */
    private void survey(String responseId, Instant receivedAt, String ref, String updatedAt) {
        Survey.publish(agent, responseId, event -> {
            event.put("receivedAt", receivedAt.truncatedTo(ChronoUnit.MILLIS).toString())
                    .put("updatedAt", updatedAt)
                    .put("comment", words);
            event.withObject("/customer").put("ref", ref);
        });
    }

    private String response(String responseId, String ofAgent, String ref) {
        return """
                {"responseId":"%s","respondedAt":"2026-11-21T10:00:00Z","agent":{"id":"%s"},"customer":{"ref":"%s"},
                 "interaction":{"id":"c-9","channel":"voice","url":"https://platform.example/c/9"},
                 "ratings":[{"topic":"product-knowledge","value":2,"scale":{"min":1,"max":5}}],"comment":"%s"}\
                """.formatted(responseId, ofAgent, ref, words);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
    }
}
