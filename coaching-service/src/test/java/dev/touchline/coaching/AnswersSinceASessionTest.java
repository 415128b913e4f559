package dev.touchline.coaching;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's own page of an item shows how it goes on. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class AnswersSinceASessionTest {
    private Floor floor;
    private Map<String, Object> item;
    private Instant held;

    @BeforeEach
    void anAgentIsCoachedAtNoon() {
        floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}")
                .then()
                .statusCode(200);
        heldAt(LocalDate.now(ZoneOffset.UTC).plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
    }

    @Test
    void withoutAnAnswerItSaysSo() {
        answered(held.minusSeconds(60), 25);

        Floor.patiently()
                .untilAsserted(() -> page().body("aftermath.since.n", equalTo(0))
                        .body("aftermath.since.answers", hasSize(0))
                        .body("aftermath.since.sentence", equalTo("No answer on this topic since the session.")));
    }

    @Test
    void aPoorAnswerOfTheSameDayIsTheSameReasonAgain() {
        answered(held.minusSeconds(60), 25);
        String poor = answered(held.plusSeconds(60), 25);
        String good = answered(held.plus(Duration.ofDays(2)), 90);

        Floor.patiently()
                .untilAsserted(() -> page().body(
                                "aftermath.since.from",
                                startsWith(held.toString().substring(0, 16)))
                        .body("aftermath.since.answers.responseId", contains(good, poor))
                        .body("aftermath.since.answers.score", contains(90f, 25f))
                        .body("aftermath.since.answers[0].comment", equalTo("Words"))
                        .body("aftermath.since.days.n", contains(1, 1))
                        .body("aftermath.since.days[0].poor", equalTo(1))
                        .body(
                                "aftermath.since.sentence",
                                equalTo("The same reason again: 1 of 2 answers since the session.")));
    }

    @Test
    void goodAnswersAreCounted() {
        answered(held.plusSeconds(60), 75);
        answered(held.plus(Duration.ofDays(1)), 90);
        answered(held.plus(Duration.ofDays(2)), 100);

        Floor.patiently()
                .untilAsserted(() -> page().body("aftermath.since.sentence", equalTo("Three good ones since.")));
    }

    @Test
    void afterTheAnswersAreForgottenTheDaysAreTold() {
        answered(held.plusSeconds(60), 25);
        answered(held.plus(Duration.ofDays(1)), 25);
        Floor.patiently().untilAsserted(() -> page().body("aftermath.since.n", equalTo(2)));

        heldAt(held.minus(Duration.ofDays(30)));
        Floor.rows("UPDATE topic_day SET day = day - 30 WHERE agent_id = '" + floor.agent(1) + "' RETURNING day");
        Floor.rows("DELETE FROM response WHERE agent_id = '" + floor.agent(1) + "' RETURNING response_id");

        LocalDate next = LocalDate.ofInstant(held, ZoneOffset.UTC).plusDays(1);
        page().body("aftermath.since.from", startsWith(next.toString()))
                .body("aftermath.since.days.day", contains(next.toString()))
                .body("aftermath.since.answers", hasSize(0))
                .body(
                        "aftermath.since.sentence",
                        equalTo("The same reason again: 1 of 1 answer from " + next + " on."));
    }

    @Test
    void afterTheDaysAreForgottenTheFirstThatIsStillCountedIsNamed() {
        heldAt(held.minus(Duration.ofDays(1_000)));
        Floor.rows("""
                INSERT INTO topic_day (topic, agent_id, day, n, poor)
                SELECT 'clarity', '%s', (now() AT TIME ZONE 'UTC')::date - ago, 1, 0 FROM unnest(ARRAY[731, 700]) AS ago
                RETURNING day
                """.formatted(floor.agent(1)));

        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(730);
        page().body("aftermath.since.from", startsWith(first.toString()))
                .body("aftermath.since.days[0].day", equalTo(first.plusDays(30).toString()))
                .body("aftermath.since.sentence", containsString(" from " + first + " on"));
    }

    /** A day at whose noon nothing of the floor is answered yet. */
    private void heldAt(Instant at) {
        held = at;
        Floor.rows(
                "UPDATE session SET held_at = '" + at + "' WHERE item_id = '" + item.get("id") + "' RETURNING item_id");
    }

    private String answered(Instant at, int score) {
        String response = "r-" + UUID.randomUUID();
        String json = floor.need("clarity", response)
                .response(response, "Words", "10:00:00")
                .replace("\"respondedAt\":\"2026-11-21T10:00:00Z\"", "\"respondedAt\":\"" + at + "\"")
                .replace("\"score\":25.0", "\"score\":" + score + ".0");
        floor.publishResponse(floor.agent(1), json);
        Floor.patiently()
                .until(() -> Floor.rows("SELECT 1 FROM response WHERE response_id = '" + response + "'")
                                .size()
                        == 1);
        return response;
    }

    private ValidatableResponse page() {
        return Floor.as(TestTokens.agent(floor.agent(1)))
                .get("/api/coaching/v1/items/{id}", item.get("id"))
                .then()
                .statusCode(200);
    }
}
