package dev.touchline.alerting.http;

import static dev.touchline.alerting.http.Filters.asQa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class SilencesHttpTest {
    private static final String PATH = "/api/alerting/v1/silences/";
    private static final EventContract CONTRACT = EventContract.of("alerting.filters");
    private static final String LEAVE = """
            {"scope":{"agents":["a-17"]},"from":"2026-11-23T00:00:00+01:00","to":"2026-12-03T00:00:00Z",
             "reason":"Anna is on leave"}
            """;

    @Test
    void aSilenceIsCreatedReadAndPublished() {
        put("leave", LEAVE)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("id", equalTo("leave"))
                .body("scope.agents", contains("a-17"))
                .body("scope.teams", nullValue())
                .body("from", equalTo("2026-11-22T23:00:00Z"))
                .body("changedBy", equalTo("qa"));

        asQa().get(PATH + "leave")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("lifted", nullValue());
        asQa().get(PATH).then().statusCode(200).body("items.id", hasItem("leave"));
        Received published = published("silence/leave@1");
        CONTRACT.assertMeets(String.valueOf(published.value()));
        assertThat(published.type()).isEqualTo("dev.touchline.silence.v1");
    }

    @Test
    void aChangeNamesTheVersionThatItReplacesAndBothAreKept() {
        put("changed", LEAVE).then().statusCode(201);
        put("changed", LEAVE).then().statusCode(200).header("ETag", "\"1\"");
        String longer = LEAVE.replace("2026-12-03", "2026-12-05");

        put("changed", longer).then().statusCode(428);
        asQa().header("If-Match", "\"7\"")
                .body(longer)
                .put(PATH + "changed")
                .then()
                .statusCode(412);
        asQa().header("If-None-Match", "*")
                .body(longer)
                .put(PATH + "changed")
                .then()
                .statusCode(412);
        asQa().header("If-Match", "\"1\"")
                .body(longer)
                .put(PATH + "changed")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        asQa().get(PATH + "changed/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items.changedBy", contains("qa", "qa"));
    }

    @Test
    void aDeletedSilenceIsGoneAndItsVersionsStay() {
        put("lifted", LEAVE).then().statusCode(201);

        asQa().delete(PATH + "lifted").then().statusCode(428);
        asQa().header("If-Match", "\"1\"").delete(PATH + "lifted").then().statusCode(204);

        asQa().get(PATH + "lifted").then().statusCode(404);
        asQa().get(PATH).then().body("items.id", not(hasItem("lifted")));
        asQa().get(PATH + "lifted/versions").then().body("items.lifted", contains(true, null));
        CONTRACT.assertMeets(String.valueOf(published("silence/lifted@2").value()));
        put("lifted", LEAVE).then().statusCode(201).header("ETag", "\"3\"");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        put("wrong", """
                {"scope":{"agents":["a","a"],"teams":["No Slug"],"tenure":{"below":"P1M","least":1}},"from":"today",
                 "why":"","reason":""}
                """)
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/why",
                                "/scope/agents/1",
                                "/scope/teams/0",
                                "/scope/tenure/below",
                                "/scope/tenure/least",
                                "/from",
                                "/reason"));
        put("wrong", "{\"scope\":{},\"from\":\"2026-11-23T00:00:00Z\",\"reason\":\"x\"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/scope"));
        put("wrong", LEAVE.replace("2026-12-03", "2029-12-03"))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/to"));
    }

    @Test
    void aTimeThatNobodyMeansIsAMistake() {
        for (String never : List.of("+300000-01-01", "-0001-01-01", "+999999999-12-31", "1969-12-31", "3001-01-01")) {
            put("never", LEAVE.replace("2026-11-23", never))
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/from"))
                    .body("errors.detail", contains("must lie from 1970 to 2999"));
            put("never", LEAVE.replace("2026-12-03", never))
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/to"))
                    .body("errors.detail", contains("must lie from 1970 to 2999"));
        }
    }

    @Test
    void noMoreThanAThousandStandAtATime() throws SQLException {
        // given
        try (Connection connection = Backing.connect("alerting");
                var insert = connection.createStatement()) {
            insert.executeUpdate("""
                    INSERT INTO silence_version
                    SELECT 'many-' || n, 1, now(), false, '{}', NULL, 'test', now() FROM generate_series(1, 1000) n
                    """);
            try {
                // then
                put("one-more", LEAVE).then().statusCode(422).body("title", equalTo("Too many silences"));
            } finally {
                insert.executeUpdate("DELETE FROM silence_version WHERE silence_id LIKE 'many-%'");
            }
        }
    }

    private static Response put(String id, String body) {
        return asQa().body(body).put(PATH + id);
    }

    private static Received published(String key) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> Backing.kafka().consumeAll("alerting.filters").stream()
                                .filter(record -> key.equals(record.key()))
                                .toList(),
                        (List<Received> found) -> !found.isEmpty())
                .getFirst();
    }
}
