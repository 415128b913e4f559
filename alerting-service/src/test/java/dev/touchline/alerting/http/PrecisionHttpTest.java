package dev.touchline.alerting.http;

import static dev.touchline.alerting.http.Filters.asQa;
import static dev.touchline.alerting.http.Filters.body;
import static dev.touchline.alerting.http.Filters.force;
import static dev.touchline.alerting.http.Filters.get;
import static dev.touchline.alerting.http.Filters.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.alerting.kafka.KafkaTopics;
import dev.touchline.backing.Backing;
import dev.touchline.kit.Uuid5;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often a filter was right, from the outcomes that coaching publishes to what the API says. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class PrecisionHttpTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    MeterRegistry metrics;

    @Test
    void aNewFilterSaysThatNothingIsKnownYet() {
        force("unjudged", "unjudged-topic", 25)
                .then()
                .body("precision.judged", equalTo(0))
                .body("precision.enough", equalTo(false))
                .body("precision.floor", equalTo(0.5f))
                .body("precision.share", nullValue())
                .body("warning", nullValue());
    }

    @Test
    void itemsCountOnceAndAsTheyEndedInTheirNewestVersion() {
        force("judged", "judged-topic", 25);

        tell("judged", "one", 2, "completed", null);
        tell("judged", "one", 2, "completed", null);
        tell("judged", "two", 3, "dismissed", "product");
        tell("judged", "two", 5, "completed", null);
        tell("judged", "two", 4, "dismissed", "tool");
        tell("judged", "three", 2, "dismissed", "agent");
        tell("judged", "four", 2, "dismissed", "abusive");
        tell("judged", "five", 2, "dismissed", "duplicate");
        tell("judged", "six", 2, "expired", null);

        awaitJudged("judged", 4, 3);
        get("judged").then().body("precision.sinceVersion", equalTo(1));
    }

    @Test
    void whatIsUpheldAgainstACompletedItemTakesItOut() {
        force("disputed", "disputed-topic", 25);
        tell("disputed", "stays", 2, "completed", null);
        tell("disputed", "upheld", 2, "completed", null);
        awaitJudged("disputed", 2, 2);

        tell("disputed", "upheld", 2, "disputed", null);
        tell("disputed", "stays", 2, "acknowledged", null);
        tell("disputed", "upheld", 3, "reopened", null);
        awaitJudged("disputed", 1, 1);
        tell("disputed", "upheld", 4, "corrected", null);
        tell("disputed", "upheld", 2, "completed", null);
        tell("disputed", "next", 2, "dismissed", "tool");

        awaitJudged("disputed", 2, 1);
    }

    @Test
    void whatIsCompletedAgainCountsAgain() {
        force("again", "again-topic", 25);

        tell("again", "one", 2, "completed", null);
        awaitJudged("again", 1, 1);
        tell("again", "one", 3, "reopened", null);
        awaitJudged("again", 0, 0);
        tell("again", "one", 5, "completed", null);

        awaitJudged("again", 1, 1);
    }

    @Test
    void whatEndsAnotherWayTheSecondTimeCountsThatWay() {
        force("otherwise", "otherwise-topic", 25);

        tell("otherwise", "one", 2, "completed", null);
        tell("otherwise", "one", 3, "reopened", null);
        tell("otherwise", "one", 5, "dismissed", "policy");

        awaitJudged("otherwise", 1, 0);
    }

    @Test
    void aFilterBelowItsFloorSaysSo() {
        put("too-wide", body("too-wide-topic", 25, ",\"force\":\"a test\",\"precisionFloor\":0.8"));

        for (int i = 0; i < 24; i++) {
            tell("too-wide", "item-" + i, 2, i % 4 == 0 ? "completed" : "dismissed", i % 4 == 0 ? null : "policy");
        }

        awaitJudged("too-wide", 24, 6);
        get("too-wide")
                .then()
                .body("precision.share", equalTo(0.25f))
                .body("precision.interval[1]", equalTo(0.449f))
                .body("warning", startsWith("Only 6 of 24 items"));
        asQa().queryParam("limit", 200)
                .get(Filters.PATH)
                .then()
                .body("items.findAll { it.warning != null }.id", hasItem("too-wide"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(metrics.get("touchline.filters.below.floor")
                                .gauge()
                                .value())
                        .isPositive());
    }

    @Test
    void anotherRuleBeginsAnewAndAnotherNameDoesNot() {
        force("renamed-filter", "edited-precision", 25);
        tell("renamed-filter", "e-1", 2, "completed", null);
        awaitJudged("renamed-filter", 1, 1);

        String renamed = body("edited-precision", 25, ",\"force\":\"a test\"").replace("Poor", "Renamed");
        put("renamed-filter", renamed, 1).then().body("precision.judged", equalTo(1));
        Response narrowed = put("renamed-filter", body("edited-precision", 10, ",\"force\":\"a test\""), 2);

        narrowed.then().body("precision.judged", equalTo(0)).body("precision.sinceVersion", equalTo(3));
    }

    @Test
    void whatAGetShowsMayBePutBack() {
        force("put-back", "put-back-topic", 25);

        put("put-back", get("put-back").asString(), 1).then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void aFloorIsAShare() {
        put("bad-floor", body("bad-floor-topic", 25, ",\"precisionFloor\":1.5"))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/precisionFloor"))
                .body("errors.detail", hasItem("must be a number from 0 to 1"));
    }

    private static void awaitJudged(String filter, int judged, int agents) {
        await().atMost(SOON)
                .untilAsserted(() -> get(filter)
                        .then()
                        .body("precision.judged", equalTo(judged))
                        .body("precision.agents", equalTo(agents)));
    }

    private static void tell(String filter, String item, int version, String type, @Nullable String cause) {
        UUID itemId = Uuid5.of(filter, item);
        String because = cause == null ? "" : "\"cause\":\"%s\",".formatted(cause);
        Backing.kafka()
                .produce(
                        KafkaTopics.OUTCOMES,
                        "agent-" + filter,
                        """
                {"outcomeId":"%s","itemId":"%s","type":"%s",%s"at":"2026-11-21T10:00:00Z","by":"supervisor:billing",
                 "agent":{"id":"agent-%s"},"team":"billing","topic":"some-topic","kind":"coaching","version":%d,
                 "filters":[{"id":"%s","version":1}],"evidence":[]}
                """.formatted(
                                        Uuid5.of(itemId.toString(), "" + version),
                                        itemId,
                                        type,
                                        because,
                                        filter,
                                        version,
                                        filter),
                        Map.of());
    }
}
