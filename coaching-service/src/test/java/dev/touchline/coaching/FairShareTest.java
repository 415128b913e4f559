package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is coached twice on a day while others wait. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class FairShareTest {
    private static final String SESSION =
            "{\"saw\":\"Guessed\",\"ideal\":\"Looks up\",\"practised\":\"Three\",\"next\":\"Two calls\"}";

    @SuppressWarnings("NullAway.Init")
    private Floor floor;

    @BeforeEach
    void openTheFloor() {
        Floor.awayFromMidnight();
        floor = Floor.withAgents(2);
    }

    @Test
    void whoWasCoachedTodayStandsBehindEverybodyElse() {
        floor.publish(floor.need(1, "first", id(), id(), id(), id()), floor.need(1, "second", id(), id()));
        floor.publish(floor.need(2, "lighter", id()));
        floor.awaitItems(3);
        assertThat(topics()).containsExactly("first", "second", "lighter");

        complete("first");

        assertThat(topics()).containsExactly("lighter", "second");
        Instant midnight = LocalDate.now(ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        assertThat(floor.items())
                .extracting(item -> item.get("heldBackUntil"))
                .containsExactly(null, midnight.toString());
        floor.claimNext().then().statusCode(200).body("topic", equalTo("lighter"));
        floor.claimNext().then().statusCode(200).body("topic", equalTo("second"));
        floor.claimNext().then().statusCode(204);
    }

    @Test
    void whatComesLaterForThemWaitsToo() {
        floor.publish(floor.need(1, "first", id(), id()), floor.need(2, "lighter", id()));
        floor.awaitItems(2);
        complete("first");

        floor.publish(floor.need(1, "later", id(), id(), id()));
        floor.awaitItems(2);
        assertThat(topics()).containsExactly("lighter", "later");
        floor.publish(floor.need(1, "later", id(), id()).by("another", "low"));
        Floor.patiently().until(() -> ((List<?>) item("later").get("alsoWhy")).size() == 1);

        assertThat(topics()).containsExactly("lighter", "later");
    }

    @Test
    void whatIsSevereWaitsForNoDay() {
        floor.publish(floor.need(1, "first", id()), floor.need(2, "other", id()));
        floor.publish(floor.need(1, "severe", id()).by("grave", "high"), floor.need(1, "grows", id()));
        floor.awaitItems(4);
        complete("first");
        assertThat(item("severe").get("heldBackUntil")).isNull();
        assertThat(item("grows").get("heldBackUntil")).isNotNull();

        floor.publish(floor.need(1, "grows", id()).by("grave", "high"));

        Floor.patiently().until(() -> item("grows").get("heldBackUntil") == null);
        assertThat(topics()).containsExactlyInAnyOrder("severe", "grows", "other");
        assertThat(topics()).endsWith("other");
    }

    @Test
    void aPersonMayTakeItAllTheSame() {
        floor.publish(floor.need(1, "first", id()), floor.need(1, "second", id()));
        floor.awaitItems(2);
        complete("first");

        Response claimed = floor.step(item("second"), "claim", 1, "");

        claimed.then().statusCode(200).body("heldBackUntil", notNullValue());
        floor.step(item("second"), "release", 2, "").then().statusCode(200);
        assertThat(item("second").get("heldBackUntil")).isNotNull();
    }

    @Test
    void theNextDayItHasItsPlaceAgain() {
        floor.publish(
                floor.need(1, "first", id()), floor.need(1, "second", id(), id()), floor.need(2, "lighter", id()));
        floor.awaitItems(3);
        complete("first");
        assertThat(topics()).containsExactly("lighter", "second");
        String tag = floor.queue().header("ETag");

        Floor.rows("UPDATE agent_day SET held_until = now() WHERE agent_id = '" + floor.agent(1) + "' RETURNING day");
        Floor.rows("UPDATE item SET held_back_until = now() WHERE topic = 'second' AND team = '" + floor.team
                + "' RETURNING id");

        Floor.patiently().until(() -> item("second").get("heldBackUntil") == null);
        assertThat(topics()).containsExactly("second", "lighter");
        assertThat(floor.queue().header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void whatOpenedJustThenIsFoundByTheUpkeep() {
        floor.publish(
                floor.need(1, "first", id()), floor.need(1, "second", id(), id()), floor.need(2, "lighter", id()));
        floor.awaitItems(3);
        complete("first");

        Floor.rows("UPDATE item SET held_back_until = NULL, priority = priority + 1000000"
                + " WHERE topic = 'second' AND team = '" + floor.team + "' RETURNING id");

        Floor.patiently().until(() -> topics().equals(List.of("lighter", "second")));
        assertThat(item("second").get("heldBackUntil")).isNotNull();
    }

    private void complete(String topic) {
        floor.step(item(topic), "claim", 1, "").then().statusCode(200);
        floor.step(item(topic), "complete", 2, SESSION).then().statusCode(200);
    }

    private List<Object> topics() {
        return floor.items().stream().map(item -> item.get("topic")).toList();
    }

    private Map<String, Object> item(String topic) {
        return floor.items().stream()
                .filter(item -> topic.equals(item.get("topic")))
                .findFirst()
                .orElseThrow();
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
