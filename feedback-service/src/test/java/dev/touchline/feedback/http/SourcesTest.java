package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class SourcesTest {
    private static final String ADMIN = TestTokens.admin();

    private final String source = fresh("source");

    @Test
    void aKeyIsShownOnceAndKeptAsAHash() {
        String key = put("/sources/" + source, "{\"name\":\"Platform\"}")
                .then()
                .statusCode(201)
                .body("key", startsWith("tlk_"))
                .extract()
                .path("key");

        get("/sources/" + source, ADMIN)
                .then()
                .statusCode(200)
                .body("key", nullValue())
                .body("keys", hasSize(1));
        put("/sources/" + source, "{\"name\":\"Renamed\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("key", nullValue());
        assertThat(Backing.kafka().consumeAll("feedback.sources"))
                .filteredOn(record -> source.equals(record.key()))
                .hasSize(2)
                .allSatisfy(record -> {
                    EventContract.of("feedback.sources")
                            .assertMeets(record.json().toString());
                    assertThat(record.value()).doesNotContain(key);
                });
    }

    @Test
    void twoKeysWorkAndTheThirdEndsTheFirst() {
        String first = Feedback.key(source);
        String second = Feedback.key(source);
        assertThat(status(first)).isEqualTo(202);
        assertThat(status(second)).isEqualTo(202);
        String third = Feedback.key(source);
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(202);
        assertThat(status(third)).isEqualTo(202);
    }

    @Test
    void mistakesAreNamed() {
        put("/sources/" + source, "{}").then().statusCode(422).body("errors[0].pointer", is("/name"));
        put("/sources/No%20Slug", "{\"name\":\"x\"}").then().statusCode(422);
        as(ADMIN).post(Feedback.ROOT + "/sources/" + source + "/keys").then().statusCode(404);
        get("/sources/" + source, ADMIN).then().statusCode(404);
    }

    private static int status(String key) {
        return post(key, response(fresh("r"), "nobody")).statusCode();
    }
}
