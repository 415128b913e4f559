package dev.touchline.coaching;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class TemplatesTest {
    private final String topic = "topic-" + UUID.randomUUID();

    @Test
    void qualitySetsWhatSessionsOnATopicStartFrom() {
        put(topic, "{\"ideal\":\"Looks it up\"}").statusCode(200).body("changedBy", equalTo("qa"));
        put(topic, "{\"ideal\":\"Looks it up twice\",\"next\":\"Two calls\"}").statusCode(200);

        listed("ideal", "Looks it up twice");
        listed("next", "Two calls");
    }

    @Test
    void whatIsTakenAwayIsGone() {
        put(topic, "{\"ideal\":\"Looks it up\"}").statusCode(200);

        Floor.as(TestTokens.admin())
                .delete("/api/coaching/v1/templates/{topic}", topic)
                .then()
                .statusCode(204);

        Floor.as(TestTokens.admin())
                .get("/api/coaching/v1/templates")
                .then()
                .body("items.findAll { it.topic == '" + topic + "' }", empty());
    }

    @Test
    void whatIsNoTemplateTellsEveryCause() {
        put("Not a topic", "{\"saw\":\"a\\u0000b\",\"next\":\"" + "x".repeat(4001) + "\"}")
                .statusCode(400)
                .body("errors.pointer", contains("topic", "/saw", "/next"));
    }

    private void listed(String field, String words) {
        Floor.as(TestTokens.admin())
                .get("/api/coaching/v1/templates")
                .then()
                .statusCode(200)
                .body("items.find { it.topic == '" + topic + "' }." + field, equalTo(words));
    }

    private static ValidatableResponse put(String topic, String body) {
        return Floor.as(TestTokens.qa())
                .body(body)
                .put("/api/coaching/v1/templates/{topic}", topic)
                .then();
    }
}
