package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.backing.SseClient;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.read.Survey;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class StreamTest {
    private static final int MANY = 300;

    private final String team = fresh("team");
    private final String agent = fresh("a");

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void aTeamWithAnAgent() {
        Feedback.agent(agent, Feedback.team(team));
    }

    @Test
    void everybodyHearsWhatIsTheirsAsItComesIn() {
        String elsewhere = Feedback.agent(fresh("a"), Feedback.team(fresh("other")));
        try (SseClient supervisor = open("", TestTokens.supervisor(team));
                SseClient self = open("", TestTokens.agent(agent));
                SseClient qa = open("?topic=overall", TestTokens.qa());
                SseClient foreign = open("", TestTokens.agent(elsewhere))) {
            publish("r-1", agent);
            publish("r-2", elsewhere);
            eventually(() -> assertThat(qa.data("response")).anyMatch(data -> data.contains(elsewhere)));
            eventually(() -> assertThat(supervisor.data("response"))
                    .hasSize(1)
                    .allMatch(data -> data.contains("\"responseId\":\"r-1\"") && data.contains("Ada Moss"))
                    .noneMatch(data -> data.contains("cust-5")));
            eventually(() -> assertThat(self.data("response")).hasSize(1));
            eventually(() -> assertThat(foreign.data("response")).hasSize(1).allMatch(data -> data.contains("r-2")));
        }
    }

    @Test
    void whoComesBackIsToldWhatWasMissedAndNothingTwice() {
        String token = TestTokens.supervisor(team);
        String left;
        try (SseClient first = open("", token)) {
            publish("r-1", agent);
            eventually(() -> assertThat(first.data("response")).hasSize(1));
            left = first.lastId();
        }
        publish("r-2", agent);
        try (SseClient again = SseClient.open(Feedback.ROOT + "/stream", token, left)) {
            eventually(() -> assertThat(again.data("response")).hasSize(1).allMatch(data -> data.contains("r-2")));
            publish("r-3", agent);
            eventually(() -> assertThat(again.data("response")).hasSize(2));
        }
        try (SseClient lost = SseClient.open(Feedback.ROOT + "/stream", token, "not-a-position")) {
            eventually(() -> assertThat(lost.has("missed")).isTrue());
        }
    }

    @Test
    void whoSupervisesNoMoreHearsNoMore() {
        try (SseClient before = open("", TestTokens.supervisor(team));
                SseClient after = open("", TestTokens.supervisor(team + "-next"))) {
            put("/roster/teams/" + team, """
                    {"name":"Team","supervisors":["supervisor:%s-next"]}""".formatted(team)).then().statusCode(200);
            publish("r-1", agent);
            eventually(() -> assertThat(after.data("response")).hasSize(1));
            assertThat(before.data("response")).isEmpty();
        }
    }

    @Test
    void whatOneMayNotSeeIsNotThere() {
        String other = TestTokens.supervisor(Feedback.team(fresh("other")));
        for (String query : List.of("?team=" + team, "?agent=" + agent)) {
            try (SseClient stream = SseClient.open(Feedback.ROOT + "/stream" + query, other, "")) {
                assertThat(stream.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void manyReadersHoldNobodyUp() {
        List<SseClient> readers = IntStream.range(0, MANY)
                .mapToObj(i -> SseClient.open(Feedback.ROOT + "/stream" + "?agent=" + agent, TestTokens.qa(), ""))
                .toList();
        try {
            eventually(() -> assertThat(readers).allMatch(reader -> reader.has("ready")));
            get("/responses?agent=" + agent, TestTokens.qa()).then().statusCode(200);
            publish("r-1", agent);
            eventually(() -> assertThat(readers)
                    .allMatch(reader -> reader.data("response").size() == 1));
        } finally {
            readers.forEach(SseClient::close);
        }
        eventually(
                () -> assertThat(metrics.get("touchline.stream.readers").gauge().value())
                        .isZero());
    }

    private static SseClient open(String query, String token) {
        SseClient client = SseClient.open(Feedback.ROOT + "/stream" + query, token, "");
        assertThat(client.status()).isEqualTo(200);
        eventually(() -> assertThat(client.has("ready")).isTrue());
        return client;
    }

    private void publish(String responseId, String of) {
        Survey.publish(of, responseId, event -> event.put("team", of.equals(agent) ? team : "elsewhere"));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }
}
