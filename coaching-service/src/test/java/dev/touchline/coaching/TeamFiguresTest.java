package dev.touchline.coaching;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class TeamFiguresTest {
    private static final String SESSION = "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}";

    private Floor floor;

    @BeforeEach
    void aTeamWithAnAgent() {
        floor = Floor.withOneAgent();
    }

    @Test
    void freshnessTellsEachStageFromTheInteractionToTheSession() {
        figures("freshness").body("all.sessions", equalTo(0)).body("days", hasSize(0));

        complete(floor.need("clarity", "r-" + UUID.randomUUID()).json());

        figures("freshness")
                .body("all.sessions", equalTo(1))
                .body("all.answered.p50", equalTo(120.0f))
                .body("all.received", notNullValue())
                .body("all.claimed.p90", greaterThanOrEqualTo(0.0f))
                .body("all.held", notNullValue())
                .body("all.whole", notNullValue())
                .body("days", hasSize(1))
                .body("days[0].sessions", equalTo(1));
    }

    @Test
    void whatWasNeverCoachedIsCountedBesideTheSessions() {
        complete(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        floor.step(opened(floor.need("effort", "r-" + UUID.randomUUID()).json()), "dismiss", 1, "{\"cause\":\"tool\"}")
                .then()
                .statusCode(200);
        floor.step(opened(floor.need("effort", "r-" + UUID.randomUUID()).json()), "defer", 1, "{}")
                .then()
                .statusCode(200);
        floor.publish(
                floor.need("courtesy", "r-" + UUID.randomUUID()).freshUntil(Instant.parse("2026-11-01T00:00:00Z")));
        NeedJson wrong = floor.need("resolution", "r-" + UUID.randomUUID());
        opened(wrong.json());
        floor.publish(wrong.then("withdrawn", 0, wrong.responses().getFirst()));
        floor.awaitItems(0);
        Map<String, Object> standing =
                opened(floor.need("wait-time", "r-" + UUID.randomUUID()).json());
        Floor.rows("UPDATE item SET opened_at = opened_at - interval '1 hour' WHERE id = '" + standing.get("id")
                + "' RETURNING id");

        Floor.patiently()
                .untilAsserted(() -> figures("freshness")
                        .body("all.sessions", equalTo(1))
                        .body(
                                "neverCoached.findAll { it.day == null }.as",
                                contains("deferred", "dismissed", "expired", "open"))
                        .body("neverCoached.findAll { it.day == null }.items", contains(1, 1, 1, 1))
                        .body("neverCoached.findAll { it.day == null }.waited.p50[3]", greaterThanOrEqualTo(3600.0f))
                        .body("neverCoached.findAll { it.day != null }.items.sum()", equalTo(4)));
    }

    @Test
    void whatLeftTheQueueBeforeTheTimeAskedForIsNotCounted() {
        Map<String, Object> item =
                opened(floor.need("effort", "r-" + UUID.randomUUID()).json());
        floor.step(item, "defer", 1, "{}").then().statusCode(200);
        Floor.rows("UPDATE item SET closed_at = closed_at - interval '400 days' WHERE id = '" + item.get("id")
                + "' RETURNING id");

        figures("freshness").body("neverCoached", hasSize(0));
    }

    @Test
    void whatWasCoachedAndOpenedAgainWasCoached() {
        Map<String, Object> item =
                opened(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        complete(item, 1);
        Floor.as(TestTokens.agent(floor.agent(1)))
                .body("{\"reason\":\"Not my customer\"}")
                .post("/api/coaching/v1/items/{id}/dispute", item.get("id"))
                .then()
                .statusCode(200);

        figures("freshness").body("all.sessions", equalTo(1)).body("neverCoached", hasSize(0));
    }

    @Test
    void aStageThatNobodyKnowsIsLeftOut() {
        complete(floor.need("clarity", "r-" + UUID.randomUUID())
                .withoutResponse()
                .json());

        figures("freshness")
                .body("all.sessions", equalTo(1))
                .body("all.answered", nullValue())
                .body("all.claimed", notNullValue());
    }

    @Test
    void anAnswerThatWasRevisedWhileItsItemStoodTellsNothingOfHowSoonItCame() {
        String response = "r-" + UUID.randomUUID();
        Map<String, Object> item = opened(floor.need("clarity", response).json());
        Floor.rows("UPDATE response SET received_at = now() + interval '1 hour' WHERE response_id = '" + response
                + "' RETURNING response_id");

        complete(item, 1);

        figures("freshness")
                .body("all.sessions", equalTo(1))
                .body("all.received", nullValue())
                .body("all.opened", nullValue())
                .body("all.claimed", notNullValue());
    }

    @Test
    void anItemThatOpenedAgainWaitedSinceThen() {
        Map<String, Object> item =
                opened(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        complete(item, 1);
        Floor.as(TestTokens.agent(floor.agent(1)))
                .body("{\"reason\":\"Not my customer\"}")
                .post("/api/coaching/v1/items/{id}/dispute", item.get("id"))
                .then()
                .statusCode(200);
        String id = "'" + item.get("id") + "'";
        Floor.rows("UPDATE item SET opened_at = opened_at - interval '9 days' WHERE id = " + id + " RETURNING id");

        complete(item, 4);

        figures("freshness")
                .body("all.sessions", equalTo(1))
                .body("all.claimed.p50", lessThan(86400.0f))
                .body("all.opened", nullValue());
    }

    @Test
    void aWeekWithoutPraiseAsksForSome() {
        complete(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        figures("balance")
                .body("weeks", hasSize(1))
                .body("weeks[0].by", equalTo("supervisor:" + floor.team))
                .body("weeks[0].coaching", equalTo(1))
                .body("weeks[0].nudge", startsWith("No praise this week"));

        complete(floor.need("clarity", "r-" + UUID.randomUUID())
                .json()
                .replace("\"kind\":\"coaching\"", "\"kind\":\"praise\""));

        figures("balance").body("weeks[0].praise", equalTo(1)).body("weeks[0].nudge", nullValue());
    }

    @Test
    void theOldestWeekIsWhole() {
        LocalDate monday = LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(4);
        complete(floor.need("clarity", "r-" + UUID.randomUUID())
                .json()
                .replace("\"kind\":\"coaching\"", "\"kind\":\"praise\""));
        completed("praise", monday.atStartOfDay());
        complete(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        completed("coaching", monday.plusDays(6).atTime(23, 59));

        figures("balance")
                .body("since", startsWith(monday.toString()))
                .body("weeks[0].monday", equalTo(monday.toString()))
                .body("weeks[0].praise", equalTo(1))
                .body("weeks[0].coaching", equalTo(1))
                .body("weeks[0].nudge", nullValue());
    }

    /** As if it had been that long ago. */
    private void completed(String kind, LocalDateTime at) {
        Floor.rows("UPDATE completion SET completed_at = '%sZ' WHERE team = '%s' AND kind = '%s' RETURNING item_id"
                .formatted(at, floor.team, kind));
    }

    private void complete(String need) {
        complete(opened(need), 1);
    }

    private Map<String, Object> opened(String need) {
        Backing.kafka().produce("coaching.needed", floor.agent(1), need, "dev.touchline.coaching.need-raised.v1");
        return floor.awaitItems(1).getFirst();
    }

    private void complete(Map<String, Object> item, int version) {
        floor.step(item, "claim", version, "").then().statusCode(200);
        String said = item.get("kind").equals("praise") ? "{\"words\":\"Well done\"}" : SESSION;
        floor.step(item, "complete", version + 1, said).then().statusCode(200);
    }

    private ValidatableResponse figures(String which) {
        return floor.asSupervisor()
                .get("/api/coaching/v1/teams/{team}/{which}", floor.team, which)
                .then()
                .statusCode(200);
    }
}
