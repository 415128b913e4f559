package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.store.SourceKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    void aKeyIsChangedWithoutAPause() {
        String first = Feedback.key(source);
        String second =
                Feedback.anotherKey(source).then().statusCode(201).extract().path("key");
        assertThat(status(first)).isEqualTo(202);
        assertThat(status(second)).isEqualTo(202);

        revoke(idOf(first)).then().statusCode(200).body("keys.id", contains(idOf(second)));

        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(202);
        revoke(idOf(first)).then().statusCode(404);
        assertThat(status(Feedback.anotherKey(source).path("key"))).isEqualTo(202);
    }

    @Test
    void aThirdLiveKeyIsRefusedAndTheTwoAreNamed() {
        String first = Feedback.key(source);
        String second = Feedback.anotherKey(source).path("key");
        Feedback.anotherKey(source)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("errors.detail", contains(startsWith("key " + idOf(first)), startsWith("key " + idOf(second))))
                .body("key", nullValue());
        assertThat(status(first)).isEqualTo(202);
        assertThat(status(second)).isEqualTo(202);
    }

    @Test
    void aKeyTellsWhenItWasLastUsed() {
        String first = Feedback.key(source);
        get("/sources/" + source, ADMIN).then().body("keys[0].lastUsedAt", nullValue());
        Feedback.anotherKey(source);
        String before = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();

        assertThat(status(first)).isEqualTo(202);

        get("/sources/" + source, ADMIN)
                .then()
                .body("keys[0].id", is(idOf(first)))
                .body("keys[0].lastUsedAt", greaterThanOrEqualTo(before))
                .body("keys[0].lastUsedAt", endsWith(":00Z"))
                .body("keys[1].lastUsedAt", nullValue());
    }

    @Test
    void mistakesAreNamed() {
        put("/sources/" + source, "{}").then().statusCode(422).body("errors[0].pointer", is("/name"));
        put("/sources/No%20Slug", "{\"name\":\"x\"}").then().statusCode(422);
        as(ADMIN).post(Feedback.ROOT + "/sources/" + source + "/keys").then().statusCode(404);
        get("/sources/" + source, ADMIN).then().statusCode(404);
    }

    private Response revoke(String id) {
        return as(ADMIN).delete(Feedback.ROOT + "/sources/" + source + "/keys/" + id);
    }

    /** As an operator finds it out who has the key: printf %s KEY | sha256sum. */
    private static String idOf(String key) {
        return SourceKeys.hash(key).substring(0, 12);
    }

    private static int status(String key) {
        return post(key, response(fresh("r"), "nobody")).statusCode();
    }
}
