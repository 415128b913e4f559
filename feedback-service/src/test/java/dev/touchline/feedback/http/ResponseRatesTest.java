package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.read.Survey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ResponseRatesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOVEMBER = "?from=2026-11-01&to=2026-11-30";

    private final String team = fresh("team");
    private final String agent = fresh("a");
    private String key = "";

    @BeforeEach
    void aTeamWithAnAgent() {
        key = Feedback.key("demo");
        Feedback.agent(agent, Feedback.team(team));
    }

    @Test
    void aResponseCountsOnceHoweverManyTopicsItRatesAndFewAnswersAreWarnedOf() {
        answered(agent, 3, "2026-11-10");
        offered(agent, 40, "2026-11-10");

        await().atMost(SOON)
                .untilAsserted(() -> heatMap()
                        .body("agents[0].id", is(agent))
                        .body("agents[0].responseRate.offered", is(40))
                        .body("agents[0].responseRate.answered", is(3)));
        heatMap()
                .body("rules.responseRateFloor", is(0.15f))
                .body("agents[0].responseRate.rate", is(0.075f))
                .body("agents[0].responseRate.verdict", is("low"))
                .body("agents[0].responseRate.warning", containsString("Fewer than 15 %"));
        insight()
                .body("responseRate.offered", is(40))
                .body("responseRate.answered", is(3))
                .body("responseRate.verdict", is("low"));

        offered(agent, 20, "2026-11-10");
        await().atMost(SOON)
                .untilAsserted(
                        () -> insight().body("responseRate.rate", is(0.15f)).body("responseRate.verdict", is("fine")));
        insight().body("responseRate.warning", nullValue());
    }

    @Test
    void withoutReportsTheRateIsUnknown() {
        answered(agent, 2, "2026-11-10");

        await().atMost(SOON).untilAsserted(() -> heatMap().body("agents[0].responseRate.answered", is(2)));
        heatMap()
                .body("agents[0].responseRate.verdict", is("unknown"))
                .body("agents[0].responseRate.offered", nullValue())
                .body("agents[0].responseRate.rate", nullValue())
                .body("teams[0].responseRate.verdict", is("unknown"));
        insight().body("responseRate.verdict", is("unknown")).body("responseRate.answered", is(2));
    }

    @Test
    void moreAnswersThanSurveysAreSaidToBeWrongRatherThanShownAsARate() {
        answered(agent, 13, "2026-11-10");
        offered(agent, 10, "2026-11-10");

        await().atMost(SOON)
                .untilAsserted(() -> insight()
                        .body("responseRate.verdict", is("inconsistent"))
                        .body("responseRate.answered", is(13))
                        .body("responseRate.rate", nullValue())
                        .body("responseRate.warning", containsString("more answers than surveys")));
        heatMap().body("teams[0].responseRate.verdict", is("inconsistent"));
    }

    @Test
    void onlyDaysFromTheFirstReportToTheLastCount() {
        for (String day : List.of("2026-11-08", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13")) {
            answered(agent, 2, day);
        }
        offered(agent, 5, "2026-11-10");
        offered(agent, 5, "2026-11-12");

        await().atMost(SOON)
                .untilAsserted(() -> insight()
                        .body("responseRate.offered", is(10))
                        .body("responseRate.answered", is(6))
                        .body("responseRate.verdict", is("fine")));
        await().atMost(SOON)
                .untilAsserted(() ->
                        heatMap().body("agents[0].responseRate.answered", is(6)).body("cells[0].figure.n", is(10)));
    }

    @Test
    void theTeamIsAllItsAgentsAlsoThoseWhomNobodyAnsweredForTheTimeThatTheyWereInIt() {
        String silent = Feedback.agent(fresh("a"), team);
        String unreported = Feedback.agent(fresh("a"), team);
        String next = Feedback.team(fresh("next"));
        answered(agent, 10, "2026-11-10");
        answered(unreported, 5, "2026-11-10");
        offered(agent, 50, "2026-11-10");
        offered(silent, 50, "2026-11-10");
        offered(silent, 900, "2026-11-19");
        put("/roster/agents/" + silent, """
                {"name":"Bo","team":"%s","teamFrom":"2026-11-15T00:00:00Z"}""".formatted(next)).then().statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> heatMap()
                        .body("teams", hasSize(1))
                        .body("teams[0].id", is(team))
                        .body("teams[0].name", is("Team " + team))
                        .body("teams[0].responseRate.offered", is(100))
                        .body("teams[0].responseRate.answered", is(10))
                        .body("teams[0].responseRate.verdict", is("low")));
        await().atMost(SOON)
                .untilAsserted(() -> get("/insights/heatmap" + NOVEMBER + "&team=" + next, TestTokens.supervisor(next))
                        .then()
                        .statusCode(200)
                        .body("agents", hasSize(0))
                        .body("teams[0].responseRate.offered", is(900)));
    }

    private ValidatableResponse heatMap() {
        return get("/insights/heatmap" + NOVEMBER + "&team=" + team, TestTokens.supervisor(team))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse insight() {
        return get("/insights/agents/" + agent + NOVEMBER, TestTokens.agent(agent))
                .then()
                .statusCode(200);
    }

    /** Each rates two topics. */
    private void answered(String by, int responses, String day) {
        for (int i = 0; i < responses; i++) {
            Survey.publish(
                    by,
                    fresh("r"),
                    event -> event.put("team", team)
                            .put("respondedAt", day + "T10:00:00Z")
                            .put("updatedAt", day + "T10:00:00Z"));
        }
    }

    private void offered(String to, int surveys, String day) {
        send("/metrics", key, "application/json", """
                        {"agent":"%s","metric":"surveys-offered","from":"%sT00:00:00Z","to":"%sT00:00:00Z","value":%d}""".formatted(
                                to, day, LocalDate.parse(day).plusDays(1), surveys))
                .then()
                .statusCode(202);
    }

    @Test
    void aReportThatIsReadAgainCountsOnce() {
        answered(agent, 3, "2026-11-10");
        offered(agent, 10, "2026-11-10");
        offered(agent, 12, "2026-11-10");
        offered(agent, 12, "2026-11-10");
        await().atMost(SOON).untilAsserted(() -> insight().body("responseRate.offered", is(12)));
        List<Received> reports = Backing.kafka().consumeAll("agent.metrics").stream()
                .filter(record -> agent.equals(record.key()))
                .toList();
        assertThat(reports).hasSizeGreaterThanOrEqualTo(3);

        // As after a crash: from the first one on.
        reports.forEach(record -> Backing.kafka()
                .produce(
                        "agent.metrics", agent, record.json().toString(), record.type(), UUID.fromString(record.id())));
        offered(agent, 1, "2026-11-11");
        await().atMost(SOON).untilAsserted(() -> insight().body("responseRate.offered", is(13)));
        Backing.kafka()
                .produce(
                        "agent.metrics",
                        agent,
                        reports.getFirst().json().toString(),
                        reports.getFirst().type());
        offered(agent, 2, "2026-11-11");
        await().atMost(SOON).untilAsserted(() -> insight().body("responseRate.offered", is(14)));
    }

    @Test
    void aFloorThatCannotBeStopsTheStartAndIsNamed() {
        for (String wrong : List.of("15", "-0.1", "NaN")) {
            FeedbackConfig config = new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(FeedbackConfig.class)
                    .withDefaultValue("touchline.feedback.response-rate-floor", wrong)
                    .build()
                    .getConfigMapping(FeedbackConfig.class);
            assertThatThrownBy(() -> ResponseRates.floor(config))
                    .hasMessageContaining("response-rate-floor is " + wrong);
        }
    }
}
