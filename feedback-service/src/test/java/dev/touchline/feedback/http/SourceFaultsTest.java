package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of sources that came through Kafka and that this instance can't use, as after a rollback. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class SourceFaultsTest {
    private static final String GOOD = """
            mapping: 1
            name: Parkway
            fields: { responseId: no, respondedAt: sent, agent: { id: handler } }
            ratings: { topic: product-knowledge, value: stars, scale: { min: 1, max: 5 } }
            """;
    private static final String OF_ANOTHER_TIME =
            GOOD.replace("mapping: 1", "mapping: 99").replace("no,", "(no,");
    private static final String SIGNED = """
            verify: { signature: { header: x-signature }, algorithm: sha256, encoding: hex, signed: "{body}", key: raw }
            """;

    private final String source = fresh("parkway");
    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key(source);
        Feedback.agent("a-17", Feedback.team("billing"));
    }

    @AfterEach
    void theSourceIsWellAgain() {
        comes(GOOD);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMappings("in force"));
    }

    @Test
    void aMappingThatCannotBeUsedHereDoesNotDisplaceTheOneBefore() {
        put("/sources/" + source, "{\"name\":\"P\",\"mapping\":" + quoted(GOOD) + "}")
                .then()
                .statusCode(200);

        comes(OF_ANOTHER_TIME);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMappings("degraded"));

        deliver().then().statusCode(202).body("accepted.responseId", contains(id));
        assertThat(published("survey.responses", id)).hasSize(1);
    }

    @Test
    void withoutOneBeforeDeliveriesWaitInQuarantineAndAreTakenOnceItIsMended() {
        comes(OF_ANOTHER_TIME);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMappings("degraded"));

        String held = deliver()
                .then()
                .statusCode(202)
                .body("quarantined.reason", contains("unmapped"))
                .extract()
                .path("quarantined[0].id");
        comes(GOOD);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMappings("in force"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> as(TestTokens.admin())
                        .body("{\"ids\":[\"" + held + "\"]}")
                        .post(Feedback.ROOT + "/quarantine/redrive")
                        .then()
                        .body("rows.outcome", contains("redriven")));
        assertThat(published("survey.responses", id)).hasSize(1);
    }

    @Test
    void whoSignsIsToldToComeAgainWhileNobodyCanTellWhoSigned() {
        comes(OF_ANOTHER_TIME + SIGNED);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertMappings("degraded"));

        given().header("x-signature", "00".repeat(32))
                .contentType("application/json")
                .body(delivery())
                .post(Feedback.ROOT + "/sources/" + source + "/webhook")
                .then()
                .statusCode(503)
                .header("Retry-After", is("2"));
    }

    /** What another instance, newer or older than this one, has put into force. */
    private void comes(String yaml) {
        ObjectNode last = (ObjectNode) Backing.kafka().consumeAll("feedback.sources").stream()
                .filter(record -> source.equals(record.key()))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .json();
        ObjectNode next = last.deepCopy();
        next.put("version", last.path("version").asLong() + 1);
        next.putObject("mapping")
                .put("version", last.path("mapping").path("version").asLong() + 1)
                .put("yaml", yaml);
        Backing.kafka().produce("feedback.sources", source, next.toString(), "dev.touchline.feedback.source.v1");
    }

    private Response deliver() {
        return send("/sources/" + source + "/webhook", key, "application/json", delivery());
    }

    private String delivery() {
        return "{\"no\":\"%s\",\"sent\":\"2026-11-21T10:00:00Z\",\"handler\":\"a-17\",\"stars\":2}".formatted(id);
    }

    private static void assertMappings(String state) {
        RestAssured.get(ConfigProvider.getConfig().getValue("test.management.url", String.class) + "/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'ingest' }.data.mappings", is(state))
                .body("checks.find { it.name == 'ingest' }.data.degraded", is(state.equals("degraded")));
    }

    private static String quoted(String text) {
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
