package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import dev.touchline.coaching.core.ResponseRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A session gets one verdict, when it is due, from what customers answered in the windows that were agreed. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class EffectsAreJudgedTest {
    private static final String SESSION = """
            {"saw":"Guessed","ideal":"Looks it up","practised":"Three times","next":"Two calls","technique":"role-play"}""";

    @Inject
    NeedStore store;

    @Inject
    EffectJudge judge;

    private final String topic = "topic-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void fewerPoorAnswersThanColleaguesWouldHaveHadAreBetter() {
        Floor floor = Floor.withOneAgent();
        Object item = coached(floor, 1);
        effect(floor, item).body("verdict", nullValue()).body("leastAnswers", equalTo(20));
        answer(floor, item, floor.agent(1), 40, 15);
        for (int peer = 0; peer < 8; peer++) {
            answer(floor, item, "peer-" + UUID.randomUUID(), 38, 39);
        }

        judge.judge(due(floor, item).minusSeconds(1));
        effect(floor, item).body("verdict", nullValue());
        judge.judge(due(floor, item));

        effect(floor, item)
                .body("verdict.verdict", equalTo("better"))
                .body("verdict.sentence", startsWith("Better: 15 % (15 of 100) of the answers after"))
                .body("verdict.figures.before.poor", equalTo(40))
                .body("verdict.figures.peers", equalTo(8));
    }

    @Test
    void whoWasCoachedMeanwhileIsNobodysPeer() {
        Floor floor = Floor.withAgents(2);
        Object item = coached(floor, 1);
        Object other = coached(floor, 2);
        answer(floor, item, floor.agent(1), 40, 15);
        answer(floor, other, floor.agent(2), 40, 15);
        for (int peer = 0; peer < 4; peer++) {
            answer(floor, item, "peer-" + UUID.randomUUID(), 38, 39);
        }

        judge.judge(due(floor, item));

        effect(floor, item)
                .body(
                        "verdict.sentence",
                        equalTo("Inconclusive: 4 agents with enough answers to compare with, at least 5 are needed."));
    }

    @Test
    void aVerdictStandsOnceItIsGiven() {
        Floor floor = Floor.withOneAgent();
        Object item = coached(floor, 1);
        judge.judge(due(floor, item));
        String given = effect(floor, item).extract().asString();

        answer(floor, item, floor.agent(1), 40, 15);
        judge.judge(due(floor, item).plusSeconds(1));

        assertThat(effect(floor, item)
                        .body("verdict.verdict", equalTo("inconclusive"))
                        .extract()
                        .asString())
                .isEqualTo(given);
    }

    @Test
    void oneThatCannotBeJudgedHoldsUpNoOther() {
        Floor floor = Floor.withAgents(2);
        String broken = topic + "-broken";
        floor.publish(floor.need(1, broken, "r-" + UUID.randomUUID()));
        Object bad = complete(floor);
        Object good = coached(floor, 2);
        LocalDate before = LocalDate.parse(effect(floor, bad).extract().path("before.from"));
        count(broken, floor.agent(1), before, Integer.MAX_VALUE, 0);
        count(broken, floor.agent(1), before.plusDays(1), Integer.MAX_VALUE, 0);
        // Whose counts went wrong is nobody's reason to fail.
        count(topic, floor.agent(2), before, 3, 4);
        count(topic, "peer-" + UUID.randomUUID(), before, -1, 1);

        judge.judge(due(floor, good));

        effect(floor, bad).body("verdict", nullValue());
        effect(floor, good).body("verdict.verdict", equalTo("inconclusive"));
        Floor.rows("DELETE FROM topic_day WHERE topic = '" + broken + "' RETURNING topic");
        judge.judge(due(floor, good));
        effect(floor, bad).body("verdict.verdict", equalTo("inconclusive"));
    }

    private static void count(String topic, String agent, LocalDate day, int n, int poor) {
        Floor.rows(
                "INSERT INTO topic_day (topic, agent_id, day, n, poor) VALUES ('%s', '%s', '%s', %d, %d) RETURNING topic"
                        .formatted(topic, agent, day, n, poor));
    }

    @Test
    void aTeamIsToldFiguresOnceThereAreEnoughVerdicts() {
        Floor floor = Floor.withAgents(5);
        List<Object> items = new ArrayList<>();
        for (int agent = 1; agent <= 4; agent++) {
            items.add(coached(floor, agent));
        }
        judge.judge(due(floor, items.getFirst()));
        team(floor)
                .body("all", nullValue())
                .body("topics", hasSize(0))
                .body("techniques", hasSize(0))
                .body("leastVerdicts", equalTo(5));

        Object last = coached(floor, 5);
        team(floor).body("pending", equalTo(1));
        judge.judge(due(floor, last));

        team(floor)
                .body("pending", equalTo(0))
                .body("all.inconclusive", equalTo(5))
                .body("topics[0].name", equalTo(topic))
                .body("techniques[0].name", equalTo("role-play"))
                .body("techniques[0].verdicts.sentence", startsWith("Of 5 coachings: 0 better"));
    }

    @Test
    void anItemWithoutASessionHasNoEffect() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need(topic, "r-" + UUID.randomUUID()));
        Object item = floor.awaitItems(1).getFirst().get("id");

        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/effect", item)
                .then()
                .statusCode(404);
    }

    @Test
    void theAgentSeesHowAnswersWentSinceTheSession() {
        Floor floor = Floor.withOneAgent();
        Object item = coached(floor, 1);
        String self = TestTokens.agent(floor.agent(1));
        Floor.as(self)
                .get("/api/coaching/v1/items/{id}", item)
                .then()
                .body("aftermath.since.sentence", equalTo("No answer on this topic since the session."));

        answer(floor, item, floor.agent(1), 40, 1);

        Floor.as(self)
                .get("/api/coaching/v1/items/{id}", item)
                .then()
                .statusCode(200)
                .body("aftermath.since.n", equalTo(100))
                .body("aftermath.since.days", hasSize(1))
                .body(
                        "aftermath.since.sentence",
                        equalTo("The same reason again: 1 of 100 answers since the session."));
    }

    @Test
    void aFormerTeamIsToldNothingOfWhatCameAfterTheAgentLeft() {
        Floor former = Floor.withOneAgent();
        Floor present = Floor.withOneAgent();
        String agent = former.agent(1);
        former.publish(former.need(topic, "r-" + UUID.randomUUID()));
        Map<String, Object> dismissed = former.awaitItems(1).getFirst();
        former.step(dismissed, "dismiss", 1, "{\"cause\":\"agent\"}").then().statusCode(200);
        Object item = coached(former, 1);

        former.putAgent(agent, present.team);
        Floor.patiently().until(() -> present.item(item).statusCode() == 200);
        present.publish(NeedJson.of(agent, present.team, topic, "r-" + UUID.randomUUID()));
        Object later = complete(present);

        for (Object seen : List.of(item, dismissed.get("id"))) {
            former.item(seen)
                    .then()
                    .statusCode(200)
                    .body("aftermath.earlier", hasSize(0))
                    .body("aftermath.since", nullValue());
        }
        present.item(item).then().body("aftermath.since", notNullValue());
        present.item(later).then().body("aftermath.earlier.itemId", contains(item));
    }

    private Object coached(Floor floor, int agent) {
        floor.publish(floor.need(agent, topic, "r-" + UUID.randomUUID()));
        return complete(floor);
    }

    private static Object complete(Floor floor) {
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, SESSION).then().statusCode(200);
        return item.get("id");
    }

    /** A hundred answers on the first day of each window, so many of them poor. */
    private void answer(Floor floor, Object item, String agent, int poorBefore, int poorAfter) {
        List<ResponseRow> rows = new ArrayList<>();
        ValidatableResponse effect = effect(floor, item);
        for (int answer = 0; answer < 100; answer++) {
            rows.add(row(agent, day(effect, "before.from"), answer < poorBefore));
            rows.add(row(agent, day(effect, "after.from"), answer < poorAfter));
        }
        store.applyResponses(rows);
    }

    private ResponseRow row(String agent, Instant at, boolean poor) {
        return new ResponseRow(
                new ResponseRef("demo", "r-" + UUID.randomUUID()),
                UUID.randomUUID(),
                agent,
                at,
                at,
                1,
                1,
                null,
                "[{\"topic\":\"%s\",\"value\":1,\"score\":%d}]".formatted(topic, poor ? 0 : 100),
                null,
                Instant.now());
    }

    private static Instant due(Floor floor, Object item) {
        return day(effect(floor, item), "dueOn");
    }

    private static Instant day(ValidatableResponse effect, String field) {
        return LocalDate.parse(effect.extract().path(field))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static ValidatableResponse effect(Floor floor, Object item) {
        return floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/effect", item)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse team(Floor floor) {
        return floor.asSupervisor()
                .get("/api/coaching/v1/teams/{team}/effect", floor.team)
                .then()
                .statusCode(200);
    }
}
