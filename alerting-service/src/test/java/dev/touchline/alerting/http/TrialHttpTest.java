package dev.touchline.alerting.http;

import static dev.touchline.alerting.http.Filters.asQa;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class TrialHttpTest {
    @Test
    void aDraftSaysWhatItWouldSayAndNothingIsStored() {
        Response tried = rehearse("""
                {"filter":{"name":"Lost","topics":["clarity"],"enabled":false,
                   "when":{"all":[{"each":{"scoreAtMost":25}},{"keyword":{"anyOf":["refund"]}}]}},
                 "responses":[
                   {"responseId":"r1","respondedAt":"2026-11-21T10:00:00Z","agent":{"id":"a-1"},
                    "ratings":[{"topic":"clarity","value":2,"scale":{"min":1,"max":5}},{"topic":"effort","score":0}],
                    "comment":"I want a REFUND","customer":{"ref":"c-1"}},
                   {"responseId":"r2","respondedAt":"2026-11-21T11:00:00Z","agent":{"id":"a-1"},
                    "ratings":[{"topic":"clarity","score":0}],"comment":"refunds"},
                   {"responseId":"r1","respondedAt":"2026-11-21T10:00:00Z","updatedAt":"2026-11-21T12:00:00Z",
                    "agent":{"id":"a-1"},"ratings":[{"topic":"clarity","score":100}],"comment":"refund"}]}
                """);

        tried.then()
                .statusCode(200)
                .body("results.responseId", contains("r1", "r2", "r1"))
                .body("results[0].outcome", equalTo("evaluated"))
                .body("results[0].verdicts.topic", contains("clarity"))
                .body("results[0].verdicts[0].standing", equalTo("flagged"))
                .body("results[0].verdicts[0].changes.type", contains("raised"))
                .body(
                        "results[0].verdicts[0].changes[0].sentence",
                        equalTo("Rated 2 of 5 on clarity; the filter flags scores of 25 or less (this one: 25), and one"
                                + " voice: rated 2 of 5 on clarity, with words that the filter looks for (refund)."))
                .body("results[1].verdicts[0].changes", empty())
                .body("results[2].verdicts[0].changes.type", contains("withdrawn"))
                .body("results[2].verdicts[0].standing", equalTo("usual"));
        Filters.get("draft").then().statusCode(404);
    }

    @Test
    void whatRaisedNothingSaysWhy() {
        Response counted = rehearse("""
                {"filter":{"name":"Often","topics":["clarity"],"cooldown":"PT8H",
                   "when":{"count":{"scoreAtMost":25,"atLeast":2,"within":"P7D"}}},
                 "responses":[
                   {"responseId":"r1","respondedAt":"2026-11-21T10:00:00Z","ratings":[{"topic":"clarity","score":0}]},
                   {"responseId":"r2","respondedAt":"2026-11-21T11:00:00Z","ratings":[{"topic":"clarity","score":0}]},
                   {"responseId":"r3","respondedAt":"2026-11-21T12:00:00Z","ratings":[{"topic":"clarity","score":0}]},
                   {"responseId":"r4","respondedAt":"2026-11-21T12:00:00Z","ratings":[{"topic":"clarity","score":75}]},
                   {"responseId":"r5","respondedAt":"2026-11-22T12:00:00Z","ratings":[{"topic":"clarity","score":0}]}]}
                """);
        Response shared = rehearse("""
                {"filter":{"name":"Share","topics":["clarity","effort"],
                   "when":{"share":{"scoreAtMost":25,"minResponses":5,"within":"P14D"}}},
                 "usual":{"clarity":0.1},
                 "responses":[
                   {"responseId":"r1","respondedAt":"2026-11-21T10:00:00Z",
                    "ratings":[{"topic":"clarity","score":0},{"topic":"effort","score":0}]}]}
                """);

        counted.then()
                .statusCode(200)
                .body("results[0].verdicts[0].held", equalTo("Held: not enough, 1 of 2 within 7 days."))
                .body("results[1].verdicts[0]", not(hasKey("held")))
                .body(
                        "results[2].verdicts[0].held",
                        equalTo(
                                "Held: it joins the need that stands, whose cooldown lasts until 21 Nov 2026 19:00 UTC."))
                .body("results[3].verdicts[0]", not(hasKey("held")))
                .body("results[4].verdicts[0].held", equalTo("Held: it joins the need that stands, which goes on."));
        shared.then()
                .body("results[0].verdicts[0].held", equalTo("Held: too few answers, 1 of 5 within 14 days."))
                .body(
                        "results[0].verdicts[1].held",
                        equalTo("Held: no baseline yet, too few ratings of colleagues are known."));
    }

    @Test
    void whatASilenceMutesSaysSo() {
        String trial = """
                {"filter":{"name":"Any","topics":["clarity"],"when":{"each":{"scoreAtMost":25}}},
                 "silences":[{"id":"leave-anna","scope":{"agents":["a-1"]},"from":"2026-11-21T00:00:00Z",
                              "to":"2026-12-03T00:00:00Z","reason":"Anna is on leave"}],
                 "responses":[
                   {"responseId":"r1","respondedAt":"2026-11-21T10:00:00Z","agent":{"id":"a-1"},
                    "ratings":[{"topic":"clarity","score":0}]},
                   {"responseId":"r2","respondedAt":"2026-11-21T10:00:00Z","agent":{"id":"a-2"},
                    "ratings":[{"topic":"clarity","score":0}]}]}
                """;

        rehearse(trial)
                .then()
                .statusCode(200)
                .body("results[0].verdicts[0].changes", empty())
                .body(
                        "results[0].verdicts[0].held",
                        equalTo("Muted: Anna is on leave until 3 Dec 2026 (silence leave-anna)."))
                .body("results[1].verdicts[0].changes.type", contains("raised"));
        rehearse(trial.replace("\"agents\":[\"a-1\"]", ""))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/silences/0/scope"));
    }

    @Test
    void twoSilencesOfOneIdAreRefused() {
        String silence = """
                {"id":"leave","scope":{"agents":["a-1"]},"from":"2026-11-21T00:00:00Z",
                 "to":"2026-12-03T00:00:00Z","reason":"Anna is on leave"}""";

        rehearse("""
                {"filter":{"name":"Any","topics":["clarity"],"when":{"each":{"scoreAtMost":25}}},
                 "silences":[%s,%s,%s],"responses":[]}
                """.formatted(silence, silence.replace("a-1", "a-2"), silence.replace("leave\",", "other\",")))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/silences/1/id"))
                .body("errors.detail", contains("is there twice"));
    }

    @Test
    void aStatisticGoesFromInsufficientDataOverWatchToFlagged() {
        String responses = IntStream.range(0, 30)
                .mapToObj(i -> """
                        {"responseId":"r%d","respondedAt":"2026-11-%02dT10:%02d:00Z",
                         "ratings":[{"topic":"clarity","score":%d}]}
                        """.formatted(i, 1 + i / 8, i, i % 2 == 0 ? 0 : 100))
                .collect(Collectors.joining(","));

        rehearse("""
                {"filter":{"name":"Many","topics":["clarity"],
                   "when":{"share":{"scoreAtMost":25,"within":"P14D","minResponses":8,"falseAlarm":0.01}}},
                 "usual":{"clarity":0.1},"responses":[%s]}
                """.formatted(responses))
                .then()
                .statusCode(200)
                .body("results[0].verdicts[0].standing", equalTo("insufficient-data"))
                .body("results[29].verdicts[0].standing", equalTo("flagged"))
                .body("results.findAll { it.verdicts[0].standing == 'watch' }.isEmpty()", equalTo(false))
                .body(
                        "results.collectMany { it.verdicts[0].changes }.findAll { it.type == 'raised' }.size()",
                        equalTo(1));
    }

    @Test
    void aTimeThatNobodyMeansIsAMistake() {
        rehearse("""
                {"filter":{"name":"Lost","topics":["clarity"],"when":{"each":{"scoreAtMost":25}}},
                 "responses":[{"responseId":"r1","respondedAt":"+999999999-12-31T00:00:00Z",
                   "updatedAt":"-0001-01-01T00:00:00Z","ratings":[{"topic":"clarity","score":0}]}]}
                """)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/responses/0/respondedAt", "/responses/0/updatedAt"));
    }

    @Test
    void whoWasCoachedAndRecoveredIsPraised() {
        // given 20 poor ratings, a coaching and 20 good ones
        String responses = IntStream.range(0, 40)
                .mapToObj(i -> """
                        {"responseId":"r%d","respondedAt":"2026-11-%02dT10:%02d:00Z","agent":{"id":"a-1"},
                         "ratings":[{"topic":"clarity","score":%d}]}
                        """.formatted(i, 1 + i / 4, i, i < 20 ? 0 : 100))
                .collect(Collectors.joining(","));
        String body = """
                {"filter":{"name":"Recovered","kind":"praise","topics":["clarity"],
                   "when":{"recovered":{"scoreAtMost":25}}},
                 "responses":[%s],
                 "coached":[{"at":"2026-11-05T18:00:00+01:00","agent":{"id":"%s"},"topic":"clarity"}]}
                """;

        rehearse(body.formatted(responses, "a-1"))
                .then()
                .statusCode(200)
                .body("results[38].verdicts[0].changes", empty())
                .body(
                        "results[39].verdicts[0].changes.sentence",
                        contains("0 of 20 ratings on clarity were poor since the coaching, 20 of 20 before it."));
        rehearse(body.formatted(responses, "a-2"))
                .then()
                .statusCode(200)
                .body("results.collectMany { it.verdicts[0].changes }", empty());
    }

    @Test
    void everyMistakeInACoachingIsNamed() {
        rehearse("""
                {"filter":{"name":"x","topics":["clarity"],"when":{"each":{"scoreAtMost":25}}},"responses":[],
                 "coached":[{"at":"soon","agent":"a-1"},{"at":"9999-01-01T00:00:00Z","topic":"A topic","by":"me"}]}
                """)
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/coached/0/at",
                                "/coached/0/agent",
                                "/coached/0/topic",
                                "/coached/1/at",
                                "/coached/1/topic",
                                "/coached/1/by"));
    }

    @Test
    void everyMistakeIsNamedWithItsPlace() {
        rehearse("""
                {"filter":{"name":"x","topics":["clarity"],"when":{"each":{}}},"usual":{"clarity":2},
                 "responses":[{"respondedAt":"yesterday","ratings":[]},
                   {"responseId":"r","respondedAt":"2026-11-21T10:00:00Z",
                    "ratings":[{"topic":"clarity","value":9,"scale":{"min":1,"max":5}}]}]}
                """)
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/filter/when/each",
                                "/usual/clarity",
                                "/responses/0/responseId",
                                "/responses/0/respondedAt",
                                "/responses/1/ratings/0/value"));
        rehearse("[]").then().statusCode(400);
    }

    @Test
    void whatStandsBesideAFilterIsAsForPut() {
        String good = "\"id\":\"a-filter\",\"version\":3,\"force\":\"because\"";
        rehearse("{\"filter\":%s,\"responses\":[]}".formatted(Filters.body("clarity", 25, "," + good)))
                .then()
                .statusCode(200);

        rehearse("{\"filter\":%s,\"responses\":[]}"
                        .formatted(Filters.body("clarity", 25, ",\"id\":\"A filter\",\"force\":1")))
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/filter/id", "/filter/force"));
    }

    @Test
    void itSaysTheSameAsAUnitTestOfTheFilter() {
        // given the responses of a preset's test, as a platform posts them
        String responses = """
                [{"responseId":"r1","respondedAt":"2026-01-05T10:00:00Z","agent":{"id":"a-1"},
                  "ratings":[{"topic":"clarity","value":2,"scale":{"min":1,"max":5}}]}]
                """;

        rehearse("{\"filter\":%s,\"responses\":%s}".formatted(Filters.body("clarity", 25, ""), responses))
                .then()
                .statusCode(200)
                .body(
                        "results[0].verdicts[0].changes[0].sentence",
                        equalTo("Rated 2 of 5 on clarity; the filter flags scores of 25 or less (this one: 25)."));
    }

    private static Response rehearse(String body) {
        return asQa().body(body).post(Filters.PATH + "try");
    }
}
