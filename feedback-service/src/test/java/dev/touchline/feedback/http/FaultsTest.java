package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static dev.touchline.feedback.http.Feedback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class FaultsTest {
    /** Two seconds and what a busy machine takes; would each hold one of 200 threads, 600 posts would take six. */
    private static final Duration SOON = Duration.ofMillis(5_500);

    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key("demo");
        Feedback.agent("a-17", Feedback.team("billing"));
    }

    @Test
    void withoutKafkaTheAnswerIs503WithinTwoSecondsAndNothingIsLost() {
        Backing.broker().kill9();
        try {
            Duration fastest = SOON;
            for (int i = 0; i < 3; i++) {
                long started = System.nanoTime();
                Response reply = post(key, response(id, "a-17"));
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                reply.then().statusCode(503).header("Retry-After", is("2")).contentType("application/problem+json");
                assertThat(took).isLessThan(SOON);
                fastest = took.compareTo(fastest) < 0 ? took : fastest;
            }
            assertThat(fastest).isLessThan(Duration.ofMillis(2_200));
            assertThat(slowestOf(600)).isLessThan(SOON);
            await().atMost(BACK_WITHIN).untilAsserted(() -> assertThat(ready()).isEqualTo(503));
            assertThat(live()).isEqualTo(200);
            String rows = "agent,name,team\n%s,Ada,billing\nx,Bo,nowhere\n".formatted(fresh("a"));
            send("/roster/import", TestTokens.admin(), "text/csv", rows)
                    .then()
                    .statusCode(202)
                    .body("upserted", is(1))
                    .body("rejected[0].row", is(2));
        } finally {
            Backing.broker().restart(BACK_WITHIN);
        }

        await().atMost(BACK_WITHIN).until(() -> post(key, response(id, "a-17")).statusCode() == 202);
        await().atMost(BACK_WITHIN).untilAsserted(() -> assertThat(ready()).isEqualTo(200));
        List<String> ids = published("survey.responses", id).stream()
                .map(record -> record.id())
                .distinct()
                .toList();
        assertThat(ids).hasSize(1);
    }

    @Test
    void withoutPostgresIngestGoesOnAndTheParkedAreReleasedAfterwards() {
        String agent = fresh("a");
        Backing.postgres().kill9();
        try {
            post(key, response(id, "a-17")).then().statusCode(202);
            post(key, response(id + "-parked", agent)).then().statusCode(202).body("parked[0].index", is(0));
            put("/roster/agents/" + agent, "{\"name\":\"Ada\",\"team\":\"billing\"}")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", is("2"));
            await().atMost(BACK_WITHIN).untilAsserted(() -> assertThat(health()).contains("\"degraded\": true"));
            assertThat(ready()).isEqualTo(200);
            get("/roster/agents/a-17", TestTokens.admin()).then().statusCode(200);
        } finally {
            Backing.postgres().restart(BACK_WITHIN);
        }

        await().atMost(BACK_WITHIN)
                .until(() -> put("/roster/agents/" + agent, "{\"name\":\"Ada\",\"team\":\"billing\"}")
                                .statusCode()
                        == 200);
        await().atMost(BACK_WITHIN)
                .untilAsserted(() -> assertThat(published("survey.responses", id + "-parked"))
                        .hasSize(1));
        assertThat(published("survey.responses", id)).hasSize(1);
    }

    @Test
    void aWebhookWithoutKafkaIsTakenOnlyOnceItIsDurable() {
        String unmapped = fresh("source");
        String mapped = fresh("source");
        String unmappedKey = Feedback.key(unmapped);
        String mappedKey = mapped(mapped);
        Backing.broker().kill9();
        try {
            for (Response reply : List.of(
                    webhook(unmapped, unmappedKey, "no json " + id), webhook(mapped, mappedKey, delivery(id)))) {
                reply.then().statusCode(503).header("Retry-After", is("2")).contentType("application/problem+json");
            }
        } finally {
            Backing.broker().restart(BACK_WITHIN);
        }

        await().atMost(BACK_WITHIN)
                .until(() -> webhook(mapped, mappedKey, delivery(id)).statusCode() == 202);
        String held = await().atMost(BACK_WITHIN)
                .until(() -> webhook(unmapped, unmappedKey, "no json " + id), reply -> reply.statusCode() == 202)
                .path("quarantined[0].id");
        assertThat(published("survey.responses", id).stream()
                        .map(record -> record.id())
                        .distinct())
                .hasSize(1);
        await().atMost(BACK_WITHIN)
                .untilAsserted(() -> get("/quarantine/" + held, TestTokens.qa())
                        .then()
                        .statusCode(200)
                        .body("body", is("no json " + id)));
    }

    @Test
    void aRedriveWithoutKafkaLeavesEverythingWhereItIs() {
        String source = fresh("source");
        String sourceKey = Feedback.key(source);
        String held = webhook(source, sourceKey, delivery(id)).path("quarantined[0].id");
        await().atMost(BACK_WITHIN).until(() -> state(held), "quarantined"::equals);
        mapped(source);
        Backing.broker().kill9();
        try {
            redrive(held).then().statusCode(503).header("Retry-After", is("2"));
            assertThat(state(held)).isEqualTo("quarantined");
        } finally {
            Backing.broker().restart(BACK_WITHIN);
        }

        await().atMost(BACK_WITHIN).until(() -> redrive(held).statusCode() == 200);
        assertThat(state(held)).isEqualTo("redriven");
        redrive(held).then().statusCode(200);
        assertThat(published("survey.responses", id).stream()
                        .map(record -> record.id())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aWebhookWithoutPostgresIsTakenAndWhatIsNotUnderstoodIsInQuarantineAfterwards() {
        String unmapped = fresh("source");
        String mapped = fresh("source");
        String unmappedKey = Feedback.key(unmapped);
        String mappedKey = mapped(mapped);
        String held;
        Backing.postgres().kill9();
        try {
            webhook(mapped, mappedKey, delivery(id)).then().statusCode(202).body("accepted.responseId", contains(id));
            held = webhook(unmapped, unmappedKey, "no json " + id)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("quarantined[0].id");
            get("/quarantine/" + held, TestTokens.qa()).then().statusCode(503).header("Retry-After", is("2"));
        } finally {
            Backing.postgres().restart(BACK_WITHIN);
        }

        await().atMost(BACK_WITHIN).until(() -> state(held), "quarantined"::equals);
        assertThat(published("survey.responses", id)).hasSize(1);
    }

    private static Response webhook(String source, String sourceKey, String body) {
        return send("/sources/" + source + "/webhook", sourceKey, "application/json", body);
    }

    private static String mapped(String source) {
        String sourceKey = Feedback.key(source);
        put("/sources/" + source, """
                {"name":"P","mapping":"{mapping: 1, name: P, fields: {responseId: no, respondedAt: sent, agent: {id: handler}},\
                 ratings: {topic: clarity, value: stars, scale: {min: 1, max: 5}}}"}""").then().statusCode(200);
        return sourceKey;
    }

    private static String delivery(String responseId) {
        return "{\"no\":\"%s\",\"sent\":\"2026-11-21T10:00:00Z\",\"handler\":\"a-17\",\"stars\":2}"
                .formatted(responseId);
    }

    private static Response redrive(String held) {
        return as(TestTokens.admin()).body("{\"ids\":[\"" + held + "\"]}").post(Feedback.ROOT + "/quarantine/redrive");
    }

    private static String state(String held) {
        return get("/quarantine/" + held, TestTokens.qa()).path("state");
    }

    /** Posts many at once: would one of them hold a thread while it waits, the last would wait for all the others. */
    private Duration slowestOf(int posts) {
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + Feedback.ROOT + "/responses");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long started = System.nanoTime();
            List<CompletableFuture<HttpResponse<String>>> replies = IntStream.range(0, posts)
                    .mapToObj(i -> HttpRequest.newBuilder(uri)
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(response(id + "-" + i, "a-17")))
                            .build())
                    .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(reply.join().statusCode()).isEqualTo(503));
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    private static int ready() {
        return RestAssured.get(management() + "/health/ready").statusCode();
    }

    private static int live() {
        return RestAssured.get(management() + "/health/live").statusCode();
    }

    private static String health() {
        return RestAssured.get(management() + "/health/ready").asString();
    }

    private static String management() {
        return ConfigProvider.getConfig().getValue("test.management.url", String.class);
    }
}
