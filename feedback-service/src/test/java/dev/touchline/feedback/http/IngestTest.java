package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class IngestTest {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key("demo");
        Feedback.agent("a-17", Feedback.team("billing"));
    }

    @Test
    void anAcceptedResponseIsOnKafkaWithAgentTeamAndScore() {
        Response reply = post(key, response(id, "a-17"));

        reply.then()
                .statusCode(202)
                .contentType(JSON)
                .body("accepted.index", contains(0))
                .body("accepted.responseId", contains(id))
                .body("parked", empty())
                .body("quarantined", empty())
                .body("rejected", nullValue());
        List<Received> records = published("survey.responses", id);
        assertThat(records).hasSize(1);
        Received record = records.getFirst();
        EventContract.of("survey.responses").assertMeets(record.json().toString());
        assertThat(record.key()).isEqualTo("a-17");
        assertThat(record.type()).isEqualTo("dev.touchline.survey.response.v1");
        assertThat(record.id()).isEqualTo(reply.path("accepted[0].eventId"));
        assertThat(record.json().path("team").asText()).isEqualTo("billing");
        assertThat(record.json().path("source").asText()).isEqualTo("demo");
        assertThat(record.json().path("ratings").path(0).path("score").asDouble())
                .isEqualTo(25);
    }

    @Test
    void theSameContentHasTheSameEventIdHoweverItIsWritten() {
        String first = post(key, response(id, "a-17")).path("accepted[0].eventId");
        String again = post(key, response(id, "a-17").replace(",", " ,\n").replace("\"value\":2", "\"value\":2.0"))
                .path("accepted[0].eventId");
        String corrected = post(key, response(id, "a-17", "She did")).path("accepted[0].eventId");
        String elsewhere = post(Feedback.key("other"), response(id, "a-17")).path("accepted[0].eventId");
        assertThat(again).isEqualTo(first);
        assertThat(corrected).isNotEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
    }

    @Test
    void theGoodOfAnArrayAreKeptAndTheBadAreNamed() {
        String bad = response(id + "-bad", "a-17").replace("\"value\":2", "\"value\":7");
        post(key, "[" + response(id, "a-17") + "," + bad + ",5," + response(id + "-2", "a-17") + "]")
                .then()
                .statusCode(207)
                .body("accepted.index", contains(0, 3))
                .body("rejected.index", contains(1, 2))
                .body("rejected[0].errors[0].pointer", is("/ratings/0/value"))
                .body("rejected[1].errors[0].detail", is("must be an object"));
        assertThat(published("survey.responses", id)).hasSize(1);
        assertThat(published("survey.responses", id + "-bad")).isEmpty();
    }

    @Test
    void whatIsAllBadIsAProblemWithEveryCause() {
        post(key, "[{\"responseId\":\"" + id + "\",\"agent\":{\"id\":\"a-17\"},\"x\":1},{}]")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasSize(7))
                .body("errors.pointer[0]", is("/0/x"))
                .body("errors.pointer[6]", is("/1/ratings"));
        assertThat(published("survey.responses", id)).isEmpty();
    }

    @Test
    void oneLineIsOneResponse() {
        post(key, NDJSON, response(id, "a-17") + "\n\n{\"responseId\":\n" + response(id + "-2", "a-17") + "\n")
                .then()
                .statusCode(207)
                .body("accepted.responseId", contains(id, id + "-2"))
                .body("rejected.index", contains(1))
                .body("rejected[0].errors[0].detail", containsString("line 3"));
    }

    @Test
    void fiveHundredFitIntoOneRequestAndOneMoreDoesNot() {
        String five = IntStream.range(0, 500)
                .mapToObj(i -> response(id + "-" + i, "a-17"))
                .collect(Collectors.joining("\n"));
        post(key, NDJSON, five).then().statusCode(202).body("accepted", hasSize(500));
        post(key, NDJSON, five + "\n" + response(id, "a-17")).then().statusCode(413);
        post(key, "[" + "{},".repeat(9_999) + "{}]")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("500"));
    }

    @Test
    void aBodyOfTwoMebibytesIsTooLarge() {
        post(key, response(id, "a-17", "x".repeat(2 * 1024 * 1024)))
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        assertThat(published("survey.responses", id)).isEmpty();
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsTooLargeToo() throws IOException, InterruptedException {
        for (int bytes : List.of(1024 * 1024, 2 * 1024 * 1024, 7 * 1024 * 1024)) {
            HttpResponse<String> reply = chunked(response(id, "a-17", "x".repeat(bytes)));
            assertThat(reply.statusCode()).isEqualTo(413);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(reply.body()).contains("\"status\":413");
        }
        assertThat(published("survey.responses", id)).isEmpty();
        String agent = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\",\"team\":\"billing\"}";
        assertThat(chunked("PUT", "/roster/agents/a-17", TestTokens.admin(), agent)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsTakenWhenItFits() throws IOException, InterruptedException {
        assertThat(chunked(response(id, "a-17")).statusCode()).isEqualTo(202);
        String lines = IntStream.range(0, 400)
                .mapToObj(i -> response(id + "-" + i, "a-17", "x".repeat(2000)))
                .collect(Collectors.joining(","));
        assertThat(chunked("[" + lines + "]").statusCode()).isEqualTo(202);
        assertThat(published("survey.responses", id)).hasSize(1);
    }

    private HttpResponse<String> chunked(String text) throws IOException, InterruptedException {
        return chunked("POST", "/responses", key, text);
    }

    private static HttpResponse<String> chunked(String method, String path, String token, String text)
            throws IOException, InterruptedException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + Feedback.ROOT + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", JSON)
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whatIsNotJsonIsNamedByLineAndColumn() {
        post(key, "{\n \"responseId\" 7}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].detail", containsString("line 2, column"));
        post(key, "").then().statusCode(400);
        post(key, "[]").then().statusCode(400);
        post(key, "[".repeat(5_000)).then().statusCode(400);
    }

    @Test
    void onlyJsonLinesOfJsonAndCloudEventsAreTaken() {
        for (String type : List.of("text/plain", "application/xml", "image/png")) {
            post(key, type, response(id, "a-17"))
                    .then()
                    .statusCode(415)
                    .contentType("application/problem+json")
                    .header("Accept-Post", "application/json, application/x-ndjson, application/cloudevents+json");
        }
        post(key, "application/json; charset=utf-8", response(id, "a-17"))
                .then()
                .statusCode(202);
    }

    @Test
    void withoutALiveKeyNothingIsTaken() {
        for (String wrong : List.of("", "tlk_wrong", "x".repeat(5000))) {
            post(wrong, response(id, "a-17"))
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer");
        }
        assertThat(published("survey.responses", id)).isEmpty();
    }

    @Test
    void theTeamIsTheOneAtTheEndOfTheInteraction() {
        String agent = Feedback.agent(fresh("a"), "billing");
        Feedback.team("sales");
        Feedback.put(
                        "/roster/agents/" + agent,
                        "{\"name\":\"Ada Moss\",\"team\":\"sales\",\"teamFrom\":\"2026-11-21T09:59:00Z\"}")
                .then()
                .statusCode(200)
                .body("team", is("sales"));
        String before = response(id, agent)
                .replace("\"agent\"", "\"interaction\":{\"id\":\"c\",\"endedAt\":\"2026-11-21T09:58:59Z\"},\"agent\"");
        post(key, before).then().statusCode(202);
        post(key, response(id + "-after", agent)).then().statusCode(202);
        assertThat(published("survey.responses", id)
                        .getFirst()
                        .json()
                        .path("team")
                        .asText())
                .isEqualTo("billing");
        assertThat(published("survey.responses", id + "-after")
                        .getFirst()
                        .json()
                        .path("team")
                        .asText())
                .isEqualTo("sales");
    }

    @Test
    void anAliasNamesWhomeverItBelongedToAtTheEndOfTheInteraction() {
        String first = fresh("a");
        String second = fresh("a");
        Feedback.team("sales");
        String extension = fresh("ext");
        holds(first, "billing", extension, "\"to\":\"2026-11-21T09:59:00Z\"");
        holds(second, "sales", extension, "\"from\":\"2026-11-21T09:59:00Z\"");
        String alias = "{\"alias\":{\"kind\":\"extension\",\"value\":\"" + extension + "\"}}";
        String now = response(id + "-after", "a-17").replace("{\"id\":\"a-17\"}", alias);
        String then = response(id, "a-17")
                .replace("{\"id\":\"a-17\"}", alias)
                .replace("\"agent\"", "\"interaction\":{\"id\":\"c\",\"endedAt\":\"2026-11-21T09:58:59Z\"},\"agent\"");

        post(key, then).then().statusCode(202).body("accepted", hasSize(1));
        post(key, now).then().statusCode(202).body("accepted", hasSize(1));

        Received before = published("survey.responses", id).getFirst();
        assertThat(before.key()).isEqualTo(first);
        assertThat(before.json().path("team").asText()).isEqualTo("billing");
        Received after = published("survey.responses", id + "-after").getFirst();
        assertThat(after.key()).isEqualTo(second);
        assertThat(after.json().path("team").asText()).isEqualTo("sales");
    }

    private static void holds(String agent, String team, String extension, String during) {
        Feedback.put("/roster/agents/" + agent, """
                        {"name":"Ada Moss","team":"%s","aliases":[{"kind":"extension","value":"%s",%s}]}""".formatted(team, extension, during))
                .then()
                .statusCode(200);
    }
}
