package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.core.signature.Hmacs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class WebhookTest {
    private static final String ADMIN = TestTokens.admin();
    private static final String QA = TestTokens.qa();

    /** Of a platform that nobody foresaw. */
    private static final String PARKWAY = """
            mapping: 1
            name: Parkway
            handshake: { echo: challenge }
            ignore:
              - { when: kind = "survey.opened", reason: Not answered yet }
            match: kind = "survey.answered"
            fields:
              responseId: survey.no
              respondedAt: sent
              agent: { id: handler }
              comment: survey.remarks
            ratings: { topic: product-knowledge, value: survey.stars, scale: { min: 1, max: 5 } }
            """;

    private final String source = fresh("parkway");
    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key(source);
        Feedback.agent("a-17", Feedback.team("billing"));
    }

    @Test
    void aPlatformThatNobodyForesawIsAddedByOnePut() {
        mapped(PARKWAY).then().statusCode(200).body("mapping.version", is(1)).body("mapping.inForce", is(1));

        String eventId = post(answered(id, 2))
                .then()
                .statusCode(202)
                .body("accepted.responseId", contains(id))
                .body("quarantined", empty())
                .extract()
                .path("accepted[0].eventId");

        var record = published("survey.responses", id).getFirst();
        EventContract.of("survey.responses").assertMeets(record.json().toString());
        assertThat(record.key()).isEqualTo("a-17");
        assertThat(record.id()).isEqualTo(eventId);
        assertThat(record.json().at("/ratings/0/score").asDouble()).isEqualTo(25);
        post(answered(id, 2)).then().body("accepted.eventId", contains(eventId));
    }

    @Test
    void whatIsIgnoredIsSaidAndAHandshakeIsEchoed() {
        mapped(PARKWAY);
        post("{\"kind\":\"survey.opened\"}")
                .then()
                .statusCode(202)
                .body("accepted", empty())
                .body("ignored.reason", contains("Not answered yet"));
        given().get(path() + "?challenge=c4")
                .then()
                .statusCode(200)
                .body(is("c4"))
                .contentType("text/plain");
        given().get(Feedback.ROOT + "/sources/nobody/webhook?challenge=c4")
                .then()
                .statusCode(200)
                .body(is(""));
    }

    @Test
    void aKeyComesAsBearerAsBasicPasswordOrInTheAddress() {
        mapped(PARKWAY);
        String basic = Base64.getEncoder().encodeToString(("any:" + key).getBytes(StandardCharsets.UTF_8));
        raw(Map.of("Authorization", "Basic " + basic), answered(id, 1)).then().statusCode(202);
        given().contentType("application/json")
                .body(answered(id, 1))
                .post(path() + "?key=" + key)
                .then()
                .statusCode(202);
        String foreign = Feedback.key(fresh("other"));
        String wrong = raw(Map.of("Authorization", "Bearer " + foreign), answered(id, 1))
                .then()
                .statusCode(401)
                .extract()
                .asString();
        assertThat(given().contentType("application/json")
                        .body("{}")
                        .post(Feedback.ROOT + "/sources/nobody/webhook")
                        .then()
                        .statusCode(401)
                        .extract()
                        .asString())
                .isEqualTo(wrong);
    }

    @Test
    void signedAsStandardWebhooksSaysIsTakenAndAnythingElseIsNot() {
        String old = secret("old");
        String next = secret("next");
        String yaml = PARKWAY + """
                verify:
                  signature: { header: webhook-signature, prefix: "v1,", separator: space }
                  id: { header: webhook-id }
                  timestamp: { header: webhook-timestamp }
                  algorithm: sha256
                  encoding: base64
                  signed: "{id}.{ts}.{body}"
                  key: whsec
                """;
        put("/sources/" + source, "{\"name\":\"P\",\"mapping\":" + quoted(yaml) + "}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/secrets"));
        put("/sources/" + source, "{\"name\":\"P\",\"mapping\":" + quoted(yaml) + ",\"secrets\":[\"" + old + "\"]}")
                .then()
                .statusCode(200)
                .body("secrets", hasSize(1))
                .body("secrets[0].id", notNullValue());
        String now = Long.toString(Instant.now().getEpochSecond());
        String stale = Long.toString(Instant.now().minusSeconds(900).getEpochSecond());

        assertThat(signed(old, now)).isEqualTo(202);
        assertThat(signed(old, stale)).isEqualTo(401);
        assertThat(signed(next, now)).isEqualTo(401);
        post(answered(id, 1)).then().statusCode(401);

        put("/sources/" + source, "{\"name\":\"P\",\"secrets\":[\"" + old + "\",\"" + next + "\"]}")
                .then()
                .statusCode(200);
        assertThat(signed(old, now)).isEqualTo(202);
        assertThat(signed(next, now)).isEqualTo(202);
        put("/sources/" + source, "{\"name\":\"P\",\"secrets\":[\"" + next + "\"]}")
                .then()
                .statusCode(200);
        assertThat(signed(old, now)).isEqualTo(401);
        assertThat(signed(next, now)).isEqualTo(202);
        assertThat(get("/sources/" + source, ADMIN).asString()).doesNotContain(old, next);
        assertThat(Backing.kafka().consumeAll("feedback.sources"))
                .filteredOn(record -> source.equals(record.key()))
                .isNotEmpty()
                .allSatisfy(record -> {
                    EventContract.of("feedback.sources")
                            .assertMeets(record.json().toString());
                    assertThat(record.value()).doesNotContain(old, next);
                });
    }

    @Test
    void aShippedMappingIsUsedByItsName() {
        put("/sources/" + source, "{\"name\":\"T\",\"shipped\":\"typeform\",\"secrets\":[\"s3cret\"]}")
                .then()
                .statusCode(200);
        String body = """
                {"event_type":"form_response","form_response":{"token":"%s","submitted_at":"2026-11-21T10:00:00Z",
                 "hidden":{"agent":"a-17"},"answers":[{"type":"number","number":4,
                 "field":{"type":"rating","ref":"product-knowledge"}}]}}""".formatted(id);
        String signature = Base64.getEncoder()
                .encodeToString(Hmacs.of(
                        "HmacSHA256",
                        "s3cret".getBytes(StandardCharsets.UTF_8),
                        body.getBytes(StandardCharsets.UTF_8)));
        raw(Map.of("Typeform-Signature", "sha256=" + signature), body)
                .then()
                .statusCode(202)
                .body("accepted.responseId", contains(id));
        raw(Map.of("Typeform-Signature", "sha256=" + signature), body + " ")
                .then()
                .statusCode(401);
        get("/mappings", QA).then().statusCode(200).body("items.name", hasItem("typeform"));
        get("/mappings/typeform", QA).then().body("yaml", containsString("form_response"));
    }

    @Test
    void whatIsNotUnderstoodIsKeptAndRedrivenOnceTheMappingIsMended() {
        mapped(PARKWAY.replace("responseId: survey.no", "responseId: survey.number"));
        String held = post(answered(id, 3))
                .then()
                .statusCode(202)
                .body("accepted", empty())
                .body("quarantined.reason", contains("unmappable"))
                .body("quarantined[0].errors.pointer", hasItem("/fields/responseId"))
                .extract()
                .path("quarantined[0].id");
        post(answered(id, 3)).then().body("quarantined.id", contains(held));
        awaitState(held, "quarantined");
        get("/quarantine/" + held, QA)
                .then()
                .body("kind", is("delivery"))
                .body("reason", is("unmappable"))
                .body("body", is(answered(id, 3)))
                .body("headers.authorization", is((Object) null))
                .body("causes[0].pointer", is("/fields/responseId"));
        redrive("{\"ids\":[\"" + held + "\"]}").then().statusCode(200).body("rows.outcome", contains("quarantined"));

        mapped(PARKWAY).then().body("waiting", is(1)).body("hint", containsString("redrive"));
        redrive("{\"source\":\"" + source + "\"}")
                .then()
                .statusCode(200)
                .body("redriven", is(1))
                .body("rows.eventId", contains(held));

        assertThat(published("survey.responses", id)).hasSize(1);
        redrive("{\"ids\":[\"" + held + "\"]}").then().body("rows.outcome", contains("redriven"));
        redrive("{\"source\":\"" + source + "\"}").then().body("rows", empty());
        assertThat(published("survey.responses", id)).hasSize(1);
        get("/quarantine/" + held, QA).then().body("state", is("redriven"));
    }

    @Test
    void ofManyDeliveriesTheRestIsRedrivenInTheBackgroundAndAnotherTimeChangesNothing() {
        int many = 230;
        for (int i = 0; i < many; i++) {
            post(answered(id + "-" + i, 3)).then().statusCode(202).body("quarantined", hasSize(1));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        get("/quarantine?limit=500&source=" + source, QA).then().body("items", hasSize(many)));
        mapped(PARKWAY);

        redrive("{\"source\":\"" + source + "\"}")
                .then()
                .statusCode(200)
                .body("redriven", is(200))
                .body("more", is(true));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/quarantine/redrive", ADMIN)
                        .then()
                        .body("running", is(false))
                        .body("redriven", is(many - 200))
                        .body("stillQuarantined", is(0)));
        get("/quarantine?limit=500&state=redriven&source=" + source, QA).then().body("items", hasSize(many));
        redrive("{\"source\":\"" + source + "\"}").then().body("rows", empty()).body("more", is(false));
        assertThat(Backing.kafka().consumeAll("survey.responses"))
                .extracting(record -> record.json().path("responseId").asText())
                .filteredOn(each -> each.startsWith(id + "-"))
                .hasSize(many)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSourceWithoutAMappingKeepsWhatComesAndItCanBeDiscarded() {
        String held = post("no json")
                .then()
                .statusCode(202)
                .body("quarantined.reason", contains("unmapped"))
                .extract()
                .path("quarantined[0].id");
        awaitState(held, "quarantined");
        get("/quarantine?reason=unmapped&state=quarantined&source=" + source, QA)
                .then()
                .body("items.eventId", contains(held));
        as(ADMIN)
                .body("{\"reason\":\"A test of theirs\"}")
                .post(Feedback.ROOT + "/quarantine/" + held + "/discard")
                .then()
                .statusCode(200)
                .body("state", is("discarded"))
                .body("note", is("A test of theirs"));
        redrive("{\"source\":\"" + source + "\"}").then().body("rows", empty());
    }

    @Test
    void mistakesInAMappingAreAllNamed() {
        mapped(PARKWAY);
        mapped(PARKWAY.replace("kind =", "kind = (").replace("min: 1,", ""))
                .then()
                .statusCode(422)
                .body("errors", hasSize(greaterThanOrEqualTo(2)))
                .body("errors.pointer", hasItem("/mapping/match"));
        get("/sources/" + source, ADMIN).then().body("mapping.version", is(1));
        mapped(PARKWAY + "# changed\n").then().body("mapping.version", is(2));
        get("/sources/" + source + "/mappings", ADMIN).then().body("items.version", contains(2, 1));
    }

    @Test
    void aSourceThatPostsTooMuchIsToldToWait() {
        put("/sources/" + source, "{\"name\":\"P\",\"rateLimit\":{\"perSecond\":1,\"burst\":2}}")
                .then()
                .statusCode(200);
        List<Integer> codes =
                IntStream.range(0, 6).mapToObj(i -> post("{}").statusCode()).toList();
        assertThat(codes).startsWith(202, 202).doesNotContain(404, 410, 500);
        Response refused =
                await().atMost(Duration.ofSeconds(60)).until(() -> post("{}"), reply -> reply.statusCode() == 429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void aDeliveryCanBeTriedWithoutBeingKept() {
        mapped(PARKWAY);
        as(QA).body("{\"body\":" + answered(id, 2) + "}")
                .post(Feedback.ROOT + "/sources/" + source + "/try")
                .then()
                .statusCode(200)
                .body("mappingVersion", is(1))
                .body("signature.result", is("unsigned"))
                .body("items[0].outcome", is("accepted"))
                .body("items[0].event.team", is("billing"))
                .body("items[0].event.ratings[0].score", is(25f));
        as(QA).body("{\"mapping\":" + quoted(PARKWAY.replace("handler", "survey.who")) + ",\"body\":"
                        + quoted(answered(id, 2)) + "}")
                .post(Feedback.ROOT + "/sources/" + source + "/try")
                .then()
                .statusCode(200)
                .body("items[0].outcome", not(is("accepted")));
        assertThat(published("survey.responses", id)).isEmpty();
    }

    @Test
    void aCloudEventHoldsAResponse() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/p\",\"type\":\"t\",\"data\":%s}";
        send("/responses", key, "application/cloudevents+json", event.formatted(Feedback.response(id, "a-17")))
                .then()
                .statusCode(202)
                .body("accepted.responseId", contains(id));
        send("/responses", key, "application/cloudevents+json", event.formatted("{}"))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/data/responseId"));
        send("/responses", key, "application/cloudevents+json", "{\"data\":{}}")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/specversion"));
    }

    private Response mapped(String yaml) {
        return put("/sources/" + source, "{\"name\":\"Parkway\",\"mapping\":" + quoted(yaml) + "}");
    }

    private Response post(String body) {
        return raw(Map.of("Authorization", "Bearer " + key), body);
    }

    private Response raw(Map<String, String> headers, String body) {
        return given().headers(headers)
                .contentType("application/json")
                .body(body)
                .post(path());
    }

    private Response redrive(String body) {
        return as(ADMIN).body(body).post(Feedback.ROOT + "/quarantine/redrive");
    }

    private int signed(String secret, String timestamp) {
        String body = answered(id, 1);
        byte[] mac = Hmacs.of(
                "HmacSHA256",
                Base64.getDecoder().decode(secret.substring("whsec_".length())),
                ("msg_1." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        return raw(
                        Map.of(
                                "webhook-id",
                                "msg_1",
                                "webhook-timestamp",
                                timestamp,
                                "webhook-signature",
                                "v1," + Base64.getEncoder().encodeToString(mac)),
                        body)
                .statusCode();
    }

    private void awaitState(String held, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/quarantine/" + held, QA).path("state"), state::equals);
    }

    private String path() {
        return Feedback.ROOT + "/sources/" + source + "/webhook";
    }

    private static String secret(String words) {
        return "whsec_"
                + Base64.getEncoder().encodeToString((words + " of this test only").getBytes(StandardCharsets.UTF_8));
    }

    private static String answered(String id, int stars) {
        return """
                {"kind":"survey.answered","sent":"2026-11-21T10:00:00Z","handler":"a-17",\
                "survey":{"no":"%s","stars":%d,"remarks":"Long queue"}}""".formatted(id, stars);
    }

    private static String quoted(String text) {
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
