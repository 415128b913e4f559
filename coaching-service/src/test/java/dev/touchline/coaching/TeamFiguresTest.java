package dev.touchline.coaching;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.DayOfWeek;
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
        Backing.kafka().produce("coaching.needed", floor.agent(1), need, "dev.touchline.coaching.need-raised.v1");
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, SESSION).then().statusCode(200);
    }

    private ValidatableResponse figures(String which) {
        return floor.asSupervisor()
                .get("/api/coaching/v1/teams/{team}/{which}", floor.team, which)
                .then()
                .statusCode(200);
    }
}
