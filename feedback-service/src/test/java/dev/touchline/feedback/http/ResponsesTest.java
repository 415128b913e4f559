package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.read.Survey;
import dev.touchline.kit.http.Cursor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ResponsesTest {
    private static final String NOVEMBER = "?from=2026-11-01&to=2026-11-30";

    private final String team = fresh("team");
    private final String agent = fresh("a");
    private final String qa = TestTokens.qa();

    @BeforeEach
    void aTeamWithAnAgent() {
        Feedback.agent(agent, Feedback.team(team));
    }

    @Test
    void whatWasPostedIsListedAndItsRevisionReplacesIt() {
        String key = Feedback.key(fresh("source"));
        post(key, response("r", agent)).then().statusCode(202);
        awaitSize(1, "agent=" + agent);
        post(
                        key,
                        response("r", agent, "=Words that came later")
                                .replace("\"agent\"", "\"updatedAt\":\"2026-11-21T10:01:00Z\",\"agent\""))
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> list("agent=" + agent)
                        .then()
                        .body("items.comment", contains("=Words that came later"))
                        .body("items.agent.name", contains("Ada Moss"))
                        .body("items[0].team", is(team))
                        .body("items[0].ratings[0].score", is(25.0f))
                        .body("items[0].customer", is((Object) null)));
        String csv = get("/responses/export?agent=" + agent, qa)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).startsWith("source,responseId,").contains(",product-knowledge,2,,1,5,higher-is-better,25.0,");
        assertThat(csv).contains(",'=Words that came later,");
    }

    @Test
    void pagesStayWhereTheyAreWhileAnswersComeIn() {
        publish(IntStream.range(0, 25).boxed().toList());
        awaitSize(25, "team=" + team);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        int newer = 100;
        do {
            Response page = list("team=" + team + "&limit=7" + cursor);
            seen.addAll(page.path("items.responseId"));
            cursor = page.path("nextCursor") == null ? "" : "&cursor=" + page.path("nextCursor");
            publish(List.of(newer++));
            awaitSize(25 + newer - 100, "team=" + team);
        } while (!cursor.isEmpty());

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "r-" + (24 - i)).toList());
    }

    @Test
    void timeAndTopicNarrowTheList() {
        publish(List.of(0, 1, 2, 3));
        awaitSize(4, "team=" + team);
        list("team=" + team + "&from=2026-11-20T10:01:00Z&to=2026-11-20T10:03:00Z")
                .then()
                .body("items.responseId", contains("r-2", "r-1"));
        list("agent=" + agent + "&topic=overall").then().body("items", hasSize(4));
        list("team=" + team + "&topic=never-rated").then().body("items", empty());
        for (String wrong : List.of(
                "from=yesterday",
                "from=2026-11-20T10:01:00Z&to=2026-11-20T10:00:00Z",
                "topic=No%20Slug",
                "limit=0",
                "cursor=x",
                "cursor=" + Cursor.encode("2026-11-20T10:01:00Z", "a\0", "b"))) {
            list("team=" + team + "&" + wrong).then().statusCode(400);
        }
        list("team=" + team + "&from=-100000000-01-01T00:00:00Z").then().statusCode(200);
    }

    @Test
    void everybodySeesWhatIsTheirsOnly() {
        publish(List.of(0));
        awaitSize(1, "team=" + team);
        String own = TestTokens.supervisor(team);
        String other = TestTokens.supervisor(Feedback.team(fresh("other")));
        String self = TestTokens.agent(agent);
        String somebody = TestTokens.agent(Feedback.agent(fresh("a"), team));

        for (String query : List.of("", "?team=" + team, "?agent=" + agent)) {
            get("/responses" + query, own).then().statusCode(200).body("items.responseId", contains("r-0"));
        }
        get("/responses", other).then().statusCode(200).body("items", empty());
        for (String path : List.of(
                "/responses?team=" + team,
                "/responses?agent=" + agent,
                "/responses/export?team=" + team,
                "/insights/heatmap?team=" + team,
                "/insights/agents/" + agent)) {
            get(path, other).then().statusCode(404);
        }
        get("/responses", self).then().body("items.responseId", contains("r-0"));
        get("/insights/agents/" + agent, self).then().statusCode(200);
        get("/responses", somebody).then().body("items", empty());
        get("/responses?agent=" + agent, somebody).then().statusCode(404);
        get("/insights/agents/" + agent, somebody).then().statusCode(404);
        get("/insights/heatmap?team=" + team, self).then().statusCode(403);
        get("/responses?team=no-such-team", qa).then().statusCode(404);
        get("/responses?agent=nobody%00", qa).then().statusCode(404);
    }

    @Test
    void whoMovesTakesTheAnswersAlongAndTheFiguresStay() {
        publish(IntStream.range(0, 10).boxed().toList());
        awaitSize(10, "team=" + team);
        String next = Feedback.team(fresh("next"));
        put("/roster/agents/" + agent, "{\"name\":\"Ada Moss\",\"team\":\"%s\"}".formatted(next))
                .then()
                .statusCode(200);

        get("/responses?agent=" + agent, TestTokens.supervisor(next)).then().body("items", hasSize(10));
        get("/responses?agent=" + agent, TestTokens.supervisor(team)).then().statusCode(404);
        get("/responses?team=" + team, TestTokens.supervisor(team)).then().body("items", hasSize(10));
        get("/responses?team=" + team + "&agent=" + agent, TestTokens.supervisor(team))
                .then()
                .body("items", hasSize(10));
        get("/insights/heatmap" + NOVEMBER, TestTokens.supervisor(next)).then().body("cells", empty());
        get("/insights/heatmap" + NOVEMBER, TestTokens.supervisor(team)).then().body("cells", not(empty()));
    }

    @Test
    void figuresSayHowSureTheyAreAndNothingWhenAnswersAreFew() {
        publish(IntStream.range(0, 12).boxed().toList());
        String few = Feedback.agent(fresh("a"), team);
        Survey.publish(few, fresh("r"), event -> event.put("team", team));
        awaitSize(13, "team=" + team);

        String cell = "cells.find { it.agent == '%s' && it.topic == '%s' }.figure.%s";
        get("/insights/heatmap" + NOVEMBER + "&team=" + team, qa)
                .then()
                .body("topics", contains("overall", "product-knowledge"))
                .body("agents", hasSize(2))
                .body("rules.minimum", is(10))
                .body(cell.formatted(agent, "product-knowledge", "n"), is(12))
                .body(cell.formatted(agent, "product-knowledge", "mean"), is(25.0f))
                .body(cell.formatted(agent, "product-knowledge", "poorShare"), is(1.0f))
                // 12 of 12: n / (n + z²)
                .body(cell.formatted(agent, "product-knowledge", "poorFrom"), is(0.7575f))
                .body(cell.formatted(agent, "overall", "poorShare"), is(0.0f))
                .body(cell.formatted(few, "overall", "n"), is(1))
                .body(cell.formatted(few, "overall", "enough"), is(false))
                .body(cell.formatted(few, "overall", "mean"), is((Object) null));
        get("/insights/heatmap?from=2026-11-21&to=2026-11-30&team=" + team, qa)
                .then()
                .body("agents.id", contains(few));
        get("/insights/heatmap?from=2020-01-01", qa).then().statusCode(400);

        get("/insights/agents/" + agent + NOVEMBER, qa)
                .then()
                .body("topics.topic", contains("overall", "product-knowledge"))
                .body("topics[1].weeks.week", contains("2026-11-16"))
                .body("topics[1].ownBest.figure.n", is(12))
                .body("reasons.topic", contains("product-knowledge"))
                .body("reasons[0].poor", is(12))
                .body("reasons[0].tags.tag", contains("billing"))
                .body("reasons[0].tags.responses", contains(12));
    }

    @Test
    void withoutPostgresListsAreAwayIngestIsReadyAndNothingIsMissedAfterwards() {
        String key = Feedback.key(fresh("source"));
        String ready = ConfigProvider.getConfig().getValue("test.management.url", String.class) + "/health/ready";
        Backing.postgres().kill9();
        try {
            post(key, response("r", agent)).then().statusCode(202);
            for (String path : List.of("/responses", "/responses/export", "/insights/heatmap")) {
                get(path, qa).then().statusCode(503).header("Retry-After", is("2"));
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> RestAssured.get(ready)
                            .then()
                            .statusCode(200)
                            .body("checks.find { it.name == 'read-model' }.data.degraded", is(true)));
        } finally {
            Backing.postgres().restart(Duration.ofSeconds(60));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> list("agent=" + agent).then().body("items", hasSize(1)));
    }

    /** Answers to this agent, a minute apart. */
    private void publish(List<Integer> minutes) {
        for (int minute : minutes) {
            String at = LocalDateTime.parse("2026-11-20T10:00:00")
                    .plus(minute, ChronoUnit.MINUTES)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
            Survey.publish(
                    agent,
                    "r-" + minute,
                    event -> event.put("team", team)
                            .put("source", team)
                            .put("respondedAt", at)
                            .put("updatedAt", at));
        }
    }

    private Response list(String query) {
        return get("/responses?" + query, qa);
    }

    private void awaitSize(int size, String query) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> list(query + "&limit=500").then().body("items", hasSize(size)));
    }
}
