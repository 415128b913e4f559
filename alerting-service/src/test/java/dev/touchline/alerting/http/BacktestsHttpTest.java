package dev.touchline.alerting.http;

import static dev.touchline.alerting.http.Filters.asQa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchline.alerting.kafka.KafkaTopics;
import dev.touchline.alerting.kafka.Survey;
import dev.touchline.alerting.store.BacktestStore;
import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGInterval;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class BacktestsHttpTest {
    private static final String PATH = "/api/alerting/v1/backtests";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String agent = "agent-" + UUID.randomUUID();
    private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));

    @Inject
    BacktestStore store;

    @Test
    void itSaysWhatAFilterWouldHaveDoneAndThenTheFilterMayBeEnabled() {
        // given two poor answers of three, one of them coached, and a filter that finds the worst only
        String topic = "backtest-whole";
        Survey.of(agent, agent + "-1", yesterday).rated(topic, 1).publish();
        Survey.of(agent, agent + "-2", yesterday.plusSeconds(60))
                .rated(topic, 2)
                .publish();
        Survey.of(agent, agent + "-3", yesterday.plusSeconds(120))
                .rated(topic, 5)
                .publish();
        coached(topic, agent + "-1", yesterday.plusSeconds(3600));
        team("billing", "supervisor:billing");
        Filters.force("backtest-live", topic, 0).then().statusCode(201);

        // when
        Response started = start("""
                {"filter":%s,"compareWith":"backtest-live"}
                """.formatted(Filters.body(topic, 25, ",\"enabled\":false")));

        // then
        started.then().statusCode(202).header("Location", startsWith("http")).body("state", equalTo("running"));
        String id = started.path("id");
        done(id).then()
                .body("compareWith", equalTo("backtest-live"))
                .body("filter.topics", contains(topic))
                .body("startedBy", equalTo("qa"))
                .body("finishedAt", notNullValue())
                .body("result.responses.evaluated", equalTo(3))
                .body("result.draft.flags", equalTo(2))
                .body("result.draft.agents", equalTo(1))
                .body("result.draft.perTeam", contains(Map.of("team", "billing", "flags", 2)))
                .body("result.draft.perSupervisor", hasItem(Map.of("supervisor", "supervisor:billing", "flags", 2)))
                .body("result.draft.perAgent", contains(Map.of("agent", agent, "flags", 2)))
                .body("result.draft.precision.confirmed", equalTo(1))
                .body("result.draft.precision.refuted", equalTo(0))
                .body("result.draft.precision.unknown", equalTo(1))
                .body("result.live.flags", equalTo(1))
                .body("result.overlap.both", equalTo(1))
                .body("result.samples.response.responseId", contains(agent + "-1", agent + "-2"))
                .body("result.samples[1].sentence", startsWith("Rated 2 of 5 on " + topic));
        asQa().get(PATH)
                .then()
                .statusCode(200)
                .body("items.find { it.id == '%s' }.state".formatted(id), equalTo("done"));
        Filters.put("backtested", Filters.body(topic, 25, ",\"enabled\":true"))
                .then()
                .statusCode(201)
                .body("backtest", equalTo(id))
                .body("forcedBecause", nullValue());
        Filters.put("otherwise", Filters.body(topic, 50, "")).then().statusCode(422);
    }

    @Test
    void whoWasCoachedThenAndRecoveredIsFound() {
        // given 20 poor answers, a coaching and 20 good answers
        String topic = "backtest-recovered";
        for (int i = 0; i < 40; i++) {
            Survey.of(agent, agent + "-" + i, yesterday.plusSeconds(60 * i))
                    .rated(topic, i < 20 ? 1 : 4)
                    .publish();
        }
        coached(topic, agent + "-0", yesterday.plusSeconds(60 * 20 - 30));

        String id = start("""
                {"filter":{"name":"x","kind":"praise","topics":["%s"],"when":{"recovered":{"scoreAtMost":25}},"cooldown":"PT0S"}}
                """.formatted(topic)).path("id");

        done(id).then()
                .body("result.draft.flags", equalTo(1))
                .body("result.samples.response.responseId", contains(agent + "-39"))
                .body("result.samples[0].sentence", startsWith("0 of 20 ratings on " + topic));
    }

    @Test
    void wordsThatAreErasedAreNotLookedAt() {
        String topic = "backtest-erased";
        Survey.of(agent, agent + "-erased", yesterday).rated(topic, 1).publish();
        Survey.of(agent, agent + "-kept", yesterday.plusSeconds(60))
                .rated(topic, 1)
                .publish();
        Backing.kafka().produce(KafkaTopics.ERASURES, "demo/" + agent + "-erased", """
                        {"source":"demo","responseId":"%s-erased","erasedAt":"2026-11-22T09:30:00Z"}
                        """.formatted(agent), Map.of());

        String id = start("""
                {"filter":{"name":"x","topics":["%s"],"when":{"keyword":{"anyOf":["plan"]}},"cooldown":"PT0S"}}
                """.formatted(topic)).path("id");

        done(id).then().body("result.samples.response.responseId", contains(agent + "-kept"));
    }

    @Test
    void theVerySameResponsesCanBeAskedForAgainByOffset() {
        // given a backtest
        String topic = "backtest-offsets";
        Survey.of(agent, agent + "-1", yesterday).rated(topic, 1).publish();
        String id =
                start("{\"filter\":%s}".formatted(Filters.body(topic, 25, ""))).path("id");
        List<Map<String, Object>> offsets = done(id).path("result.offsets");

        // when a response comes later
        Survey.of(agent, agent + "-2", yesterday.plusSeconds(60))
                .rated(topic, 1)
                .publish();
        String again = start("{\"filter\":%s,\"offsets\":%s}".formatted(Filters.body(topic, 25, ""), json(offsets)))
                .path("id");

        // then it is not among those of the offsets
        done(again)
                .then()
                .body("offsets", equalTo(offsets))
                .body("result.offsets", equalTo(offsets))
                .body("result.samples.response.responseId", contains(agent + "-1"));
    }

    @Test
    void offsetsThatAreNotKeptAreRefusedWithTheLimit() {
        String filter = Filters.body("clarity", 25, "");

        start("{\"filter\":%s,\"offsets\":[{\"partition\":0,\"from\":9000000000,\"to\":9000000001}]}".formatted(filter))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/offsets"))
                .body("errors[0].detail", startsWith("of partition 0 offsets 0 to "));
        start("{\"filter\":%s,\"offsets\":[{\"partition\":1,\"from\":2,\"to\":1},{\"partition\":1,\"from\":-1}]}"
                        .formatted(filter))
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/offsets/0/to", "/offsets/1/partition", "/offsets/1/from", "/offsets/1/to"));
    }

    @Test
    void whatJudgedNothingIsNoBacktest() {
        String id = start("{\"filter\":%s}".formatted(Filters.body("backtest-nothing", 25, "")))
                .path("id");
        done(id).then().body("result.draft.flags", equalTo(0)).body("result.responses.evaluated", equalTo(0));

        Filters.put("judged-nothing", Filters.body("backtest-nothing", 25, ""))
                .then()
                .statusCode(422);
    }

    @Test
    void aPeriodBeyondWhatKafkaKeepsIsRefusedWithTheLimit() {
        start("""
                {"filter":%s,"compareWith":"no-such-filter","from":"2020-01-01T00:00:00Z"}
                """.formatted(Filters.body("clarity", 25, "")))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/from"))
                .body("errors[0].detail", startsWith("responses are kept for 27 days, since "));
        start("{\"filter\":%s,\"compareWith\":\"no-such-filter\"}".formatted(Filters.body("clarity", 25, "")))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/compareWith"));
    }

    @Test
    void everyMistakeIsNamed() {
        start("""
                {"filter":{"name":"x","topics":["clarity"],"when":{"each":{}}},"from":"2026-11-21T00:00:00Z",
                 "to":"2026-11-21T00:00:00Z","offset":1}
                """)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/filter/when/each", "/to", "/offset"));
        start("""
                {"filter":%s,"compareWith":"\\u0000","from":"-0001-01-01T00:00:00Z","to":"+999999999-01-01T00:00:00Z"}
                """.formatted(Filters.body("clarity", 25, "")))
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/compareWith", "/from", "/to"));
    }

    @Test
    void oneThatRunsCanBeCancelledAndOnlySoManyRunAtOnce() {
        UUID one = running();
        UUID other = running();
        start("{\"filter\":%s}".formatted(Filters.body("clarity", 25, "")))
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("30"));

        asQa().delete(PATH + "/" + one).then().statusCode(204);
        asQa().delete(PATH + "/" + other).then().statusCode(204);

        asQa().get(PATH + "/" + one).then().statusCode(200).body("state", equalTo("cancelled"));
        assertThat(store.progress(one, 1, 2)).isFalse();
        asQa().get(PATH + "/none").then().statusCode(404);
        asQa().delete(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void oneWhoseInstanceWentAwayFailsAndSaysSo() throws SQLException {
        UUID id = running();
        try (Connection connection = Backing.connect("alerting");
                PreparedStatement silence =
                        connection.prepareStatement("UPDATE backtest SET alive_at = now() - ? WHERE id = ?")) {
            silence.setObject(1, new PGInterval(0, 0, 0, 0, 0, BacktestStore.SILENCE.toSeconds() + 1));
            silence.setObject(2, id);
            silence.executeUpdate();
        }

        asQa().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("problem", startsWith("the instance that worked on it went away"));
    }

    private UUID running() {
        UUID id = UUID.randomUUID();
        var nothing = JsonNodeFactory.instance.objectNode();
        assertThat(store.start(id, nothing, nothing, "qa")).isTrue();
        return id;
    }

    private static Response start(String body) {
        return asQa().body(body).post(PATH);
    }

    private static String json(Object value) {
        return JSON.valueToTree(value).toString();
    }

    private static Response done(String id) {
        return await().atMost(PATIENCE)
                .until(() -> asQa().get(PATH + "/" + id), found -> "done".equals(found.path("state")));
    }

    private void coached(String topic, String responseId, Instant at) {
        Backing.kafka()
                .produce(
                        KafkaTopics.OUTCOMES,
                        agent,
                        """
                        {"itemId":"%s","type":"completed","at":"%s","agent":{"id":"%s"},"topic":"%s",
                         "kind":"coaching","version":3,
                         "evidence":[{"source":"demo","responseId":"%s"}]}
                        """.formatted(UUID.randomUUID(), at, agent, topic, responseId),
                        Map.of());
    }

    private static void team(String id, String supervisor) {
        Backing.kafka().produce(KafkaTopics.ROSTER, "team/" + id, """
                        {"team":"%s","name":"x","supervisors":["%s"],"timeZone":"Europe/Berlin","version":1}
                        """.formatted(id, supervisor), Map.of());
    }
}
