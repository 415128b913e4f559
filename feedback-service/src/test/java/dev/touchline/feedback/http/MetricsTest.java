package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.core.metric.Offered;
import dev.touchline.feedback.store.OfferedSurveys;
import dev.touchline.feedback.store.OfferedSurveys.Stint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class MetricsTest {
    private static final String JSON = "application/json";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    OfferedSurveys offered;

    private final String agent = fresh("a");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key("demo");
        Feedback.agent(agent, Feedback.team("billing"));
    }

    @Test
    void aPostedValueIsOnKafkaUnderTheAgentAndCanBeRead() {
        String eventId = send("/metrics", key, JSON, value(42))
                .then()
                .statusCode(202)
                .body("accepted.index", contains(0))
                .extract()
                .path("accepted[0].eventId");

        Received record = Backing.kafka().consumeAll("agent.metrics").stream()
                .filter(each -> agent.equals(each.key()))
                .findFirst()
                .orElseThrow();
        EventContract.of("agent.metrics").assertMeets(record.json().toString());
        assertThat(record.type()).isEqualTo("dev.touchline.agent.metric.v1");
        assertThat(record.id()).isEqualTo(eventId);
        assertThat(record.json().path("postedBy").path("source").asText()).isEqualTo("demo");
        awaitValue(42);
    }

    @Test
    void theValueThatArrivesLaterCountsAlsoWhenItWasThereBefore() {
        String first = send("/metrics", key, JSON, value(5)).path("accepted[0].eventId");
        send("/metrics", key, JSON, value(6)).then().statusCode(202);
        awaitValue(6);
        send("/metrics", key, JSON, value(5)).then().statusCode(202).body("accepted.eventId", contains(first));
        awaitValue(5);
        send("/metrics", key, JSON, "[" + value(7) + "," + value(8) + "]")
                .then()
                .statusCode(202);
        awaitValue(8);
    }

    @Test
    void theGoodOfAnArrayAreKeptAndTheBadAreNamed() {
        send("/metrics", TestTokens.qa(), JSON, "[" + value(1) + ",{\"value\":\"x\",\"y\":1},null," + value(-1) + "]")
                .then()
                .statusCode(207)
                .body("accepted.index", contains(0))
                .body("rejected.index", contains(1, 2, 3))
                .body("rejected[0].errors.pointer", hasItem("/agent"))
                .body("rejected[0].errors.pointer", hasItem("/value"))
                .body("rejected[0].errors.pointer", hasItem("/y"))
                .body("rejected[2].errors.pointer", contains("/value"));
    }

    @Test
    void whatIsAllBadIsAProblem() {
        send("/metrics", key, JSON, value(3).replace("2026-11-21T00", "2026-11-25T00"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem("/to"));
        send("/metrics", key, JSON, "[]").then().statusCode(400);
        send("/metrics", key, JSON, "{").then().statusCode(400);
        send("/metrics", key, JSON, "[" + "{},".repeat(500) + "{}]").then().statusCode(413);
        send("/metrics", "tlk_nobodys", JSON, value(3)).then().statusCode(401);
        send("/metrics", TestTokens.supervisor("billing"), JSON, value(3))
                .then()
                .statusCode(403);
    }

    @Test
    void peopleReadThoseOfWhomTheySee() {
        send("/metrics", TestTokens.admin(), JSON, value(42)).then().statusCode(202);
        awaitValue(42);
        String path = "/metrics?agent=" + agent;
        get(path, TestTokens.supervisor("billing")).then().statusCode(200).body("items", hasSize(1));
        get(path, TestTokens.agent(agent)).then().statusCode(200).body("items.value", contains(42.0f));
        get("/metrics", TestTokens.agent(agent)).then().body("items.agent", contains(agent));
        get(path, TestTokens.supervisor("sales")).then().statusCode(404);
        get(path, TestTokens.agent("somebody-else")).then().statusCode(404);
        get(path + "&metric=occupancy", TestTokens.qa()).then().statusCode(200).body("items", hasSize(0));
        get(path + "&from=2026-11-22T00:00:00Z", TestTokens.qa()).then().body("items", hasSize(0));
        get(path + "&from=yesterday&metric=!", TestTokens.qa())
                .then()
                .statusCode(400)
                .body("errors", hasSize(2));
    }

    @Test
    void pagesFollowEachOther() {
        String hour = value(1).replace("surveys-offered", "calls").replace("T24:00", "T23:00");
        send("/metrics", key, JSON, "[" + value(1) + "," + hour + "]").then().statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() ->
                        get("/metrics?agent=" + agent, TestTokens.qa()).then().body("items", hasSize(2)));
        String next = get("/metrics?limit=1&agent=" + agent, TestTokens.qa())
                .then()
                .body("items.metric", contains("calls"))
                .extract()
                .path("nextCursor");
        get("/metrics?limit=1&agent=" + agent + "&cursor=" + next, TestTokens.qa())
                .then()
                .body("items.metric", contains("surveys-offered"))
                .body("nextCursor", is(nullValue()));
    }

    @Test
    void offeredSurveysAreAddedUpForTheDayThatTheirMiddleLiesIn() {
        String berlin = value(7).replace("2026-11-20T00:00:00Z", "2026-11-20T00:00:00+01:00")
                .replace("2026-11-21T00:00:00Z", "2026-11-21T00:00:00+01:00");
        send("/metrics", key, JSON, "[" + berlin + "," + value(10).replace("2026-11-2", "2026-11-1") + "]")
                .then()
                .statusCode(202);
        LocalDate day = LocalDate.parse("2026-11-20");
        Stint whole = during(day.minusDays(10), day);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(offered.during(List.of(whole)))
                        .containsExactly(new Offered(agent, "billing", 17, day.minusDays(10), day)));
        assertThat(offered.during(List.of(during(day, day))))
                .containsExactly(new Offered(agent, "billing", 7, day, day));
        assertThat(offered.during(List.of(during(day.minusDays(1), day.minusDays(1)))))
                .isEmpty();
    }

    @Test
    void aPlatformThatPostsTooMuchIsToldToWaitAndPeopleAreNot() {
        String source = fresh("source");
        String own = Feedback.key(source);
        Feedback.put("/sources/" + source, "{\"name\":\"P\",\"rateLimit\":{\"perSecond\":1,\"burst\":2}}")
                .then()
                .statusCode(200);
        List<Integer> codes = Stream.of(
                        "/metrics", "/evaluations", "/metrics", "/evaluations", "/metrics", "/evaluations")
                .map(path -> send(path, own, JSON, "{}").statusCode())
                .toList();
        assertThat(codes).startsWith(400, 400).contains(429);
        for (int i = 0; i < 6; i++) {
            send("/metrics", TestTokens.qa(), JSON, value(1)).then().statusCode(202);
        }
    }

    @Test
    void anEvaluationIsOnKafkaUnderTheAgent() {
        String evaluation = """
                {"agent":"%s","interaction":{"id":"c-9"},"at":"2026-11-21T11:00:00Z","seen":["Listened"],"score":80}""".formatted(agent);
        send("/evaluations", TestTokens.qa(), JSON, evaluation).then().statusCode(202);

        Received record = Backing.kafka().consumeAll("quality.evaluations").stream()
                .filter(each -> agent.equals(each.key()))
                .findFirst()
                .orElseThrow();
        EventContract.of("quality.evaluations").assertMeets(record.json().toString());
        assertThat(record.json().path("by").asText()).isEqualTo("qa");
        send("/evaluations", key, JSON, evaluation).then().statusCode(400).body("errors.pointer", contains("/by"));
        send("/evaluations", key, JSON, "{\"seen\":[1,\"\"],\"score\":101}")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        contains("/seen/0", "/agent", "/interaction", "/by", "/at", "/seen/1", "/score"));
        send("/evaluations", TestTokens.agent(agent), JSON, evaluation).then().statusCode(403);
    }

    private Stint during(LocalDate first, LocalDate last) {
        return new Stint(
                agent,
                "billing",
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private String value(int value) {
        return """
                {"agent":"%s","metric":"surveys-offered","from":"2026-11-20T00:00:00Z","to":"2026-11-21T00:00:00Z",\
                "value":%d}""".formatted(agent, value);
    }

    private void awaitValue(int expected) {
        await().atMost(SOON)
                .untilAsserted(() -> get("/metrics?metric=surveys-offered&agent=" + agent, TestTokens.qa())
                        .then()
                        .statusCode(200)
                        .body("items.value", contains((float) expected)));
    }
}
