package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.List;
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
        Floor.awayFromMidnight();
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
                .body("all.flagged", notNullValue())
                .body("all.opened.p50", greaterThanOrEqualTo(0.0f))
                .body("all.claimed.p90", greaterThanOrEqualTo(0.0f))
                .body("all.held", notNullValue())
                .body("all.whole", notNullValue())
                .body("days", hasSize(1))
                .body("days[0].sessions", equalTo(1));
    }

    /**
     * Sessions as they come from Kafka and HTTP, whose times are then set: three of one day, whose stages took once,
     * twice and thrice as long, and one of the day before. Their median is the second, their ninth decile lies four
     * fifths of the way from the second to the third.
     */
    @Test
    void everyStageHasItsMedianAndNinthDecilePerDayAndOfAllDays() {
        for (int session = 0; session < 4; session++) {
            complete(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        List<String> items = Floor.rows("SELECT item_id FROM completion WHERE team = '" + floor.team
                + "' AND flagged_at IS NOT NULL AND received_at IS NOT NULL ORDER BY completed_at");
        for (int times = 1; times <= 3; times++) {
            took(items.get(times - 1), today.atTime(12, 0), times);
        }
        took(items.get(3), today.minusDays(1).atTime(12, 0), 10);

        ValidatableResponse figures = figures("freshness");

        Map<String, Integer> seconds = Map.of(
                "answered", 120, "received", 1, "flagged", 2, "opened", 3, "claimed", 600, "held", 300, "whole", 1026);
        seconds.forEach((stage, once) -> {
            figures.body("days.day", contains(today.minusDays(1).toString(), today.toString()))
                    .body("days[0]." + stage + ".p50", equalTo(10f * once))
                    .body("days[0]." + stage + ".p90", equalTo(10f * once))
                    .body("days[1]." + stage + ".p50", equalTo(2f * once))
                    .body("days[1]." + stage + ".p90", equalTo((float) (2.8 * once)))
                    .body("all." + stage + ".p50", equalTo((float) (2.5 * once)))
                    .body("all." + stage + ".p90", equalTo((float) (7.9 * once)));
        });
        figures.body("days.sessions", contains(1, 3)).body("all.sessions", equalTo(4));
    }

    /** As if each stage had taken this many times as long as once. */
    private static void took(String item, LocalDateTime completed, int times) {
        Floor.rows("""
                UPDATE completion SET completed_at = at, claimed_at = at - 300 * t, opened_at = at - 900 * t,
                    flagged_at = at - 903 * t, received_at = at - 905 * t, responded_at = at - 906 * t,
                    ended_at = at - 1026 * t
                FROM (SELECT '%sZ'::timestamptz AS at, interval '%d seconds' AS t) AS took
                WHERE item_id = '%s' RETURNING item_id
                """.formatted(completed, times, item));
    }

    @Test
    void theFlagIsWhenTheNeedWasPublished() {
        long before = Instant.now().toEpochMilli();
        Map<String, Object> item =
                opened(floor.need("clarity", "r-" + UUID.randomUUID()).json());
        complete(item, 1);

        assertThat(Floor.rows(
                        "SELECT flagged_at BETWEEN to_timestamp(%d / 1000.0) AND opened_at FROM completion WHERE item_id = '%s'"
                                .formatted(before, item.get("id"))))
                .containsExactly("t");
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
                .body("all.flagged", nullValue())
                .body("all.opened", notNullValue())
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
