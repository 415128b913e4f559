package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static dev.touchline.feedback.http.Feedback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class QuarantineTest {
    private static final String QA = TestTokens.qa();

    private final String source = fresh("source");
    private final String agent = fresh("a");
    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndATeam() {
        key = Feedback.key(source);
        Feedback.team("billing");
    }

    @Test
    void anUnknownAgentParksTheResponseAndTheRosterReleasesItWithTheSameIdAndTimeOfReceipt() {
        String eventId = post(key, response(id, agent))
                .then()
                .statusCode(202)
                .body("accepted", empty())
                .body("parked.index", contains(0))
                .body("parked.reason", contains("unknown-agent"))
                .extract()
                .path("parked[0].eventId");
        Received parked = published("survey.quarantine", id).getFirst();
        EventContract.of("survey.quarantine").assertMeets(parked.json().toString());
        assertThat(parked.key()).isEqualTo(source + "/" + id);
        assertThat(parked.id()).isEqualTo(eventId);
        awaitState("parked", 1);

        Feedback.agent(agent, "billing");

        awaitState("released", 1);
        Received released = published("survey.responses", id).getFirst();
        EventContract.of("survey.responses").assertMeets(released.json().toString());
        assertThat(released.key()).isEqualTo(agent);
        assertThat(released.id()).isEqualTo(eventId);
        assertThat(released.json().path("eventId").asText()).isEqualTo(eventId);
        assertThat(released.json().path("receivedAt")).isEqualTo(parked.json().path("receivedAt"));
        assertThat(released.json().path("team").asText()).isEqualTo("billing");
        post(key, response(id, agent)).then().body("accepted.eventId", contains(eventId));
    }

    @Test
    void anAliasThatIsLearntReleasesInTheOrderOfTheAnswers() {
        String alias = "{\"alias\":{\"kind\":\"email\",\"value\":\"" + agent + "@Example.com\"}}";
        for (int minute : List.of(3, 1, 2)) {
            post(
                            key,
                            response(id + "-" + minute, agent)
                                    .replace("10:00:00Z", "10:0" + minute + ":00Z")
                                    .replace("{\"id\":\"" + agent + "\"}", alias))
                    .then()
                    .statusCode(202);
        }
        awaitState("parked", 3);

        put("/roster/agents/" + agent, """
                {"name":"Ada","team":"billing","aliases":[{"kind":"email","value":"%s@example.COM"}]}""".formatted(agent)).then().statusCode(200);

        awaitState("released", 3);
        assertThat(Backing.kafka().consumeAll("survey.responses"))
                .filteredOn(record -> agent.equals(record.key()))
                .extracting(record -> record.json().path("responseId").asText())
                .containsExactly(id + "-1", id + "-2", id + "-3");
    }

    @Test
    void theRevisionsOfAResponseAreReleasedInTheOrderOfTheirArrival() {
        List<String> minutes = List.of("05", "05", "03", "05", "01", "05");
        for (int i = 0; i < minutes.size(); i++) {
            String revision = response(id, agent, "revision " + i)
                    .replace(
                            "\"2026-11-21T10:00:00Z\"",
                            "\"2026-11-21T10:%s:00Z\",\"updatedAt\":\"2026-11-21T10:30:00Z\""
                                    .formatted(minutes.get(i)));
            post(key, revision).then().statusCode(202).body("parked.index", contains(0));
        }
        awaitState("parked", minutes.size());

        Feedback.agent(agent, "billing");

        awaitState("released", minutes.size());
        assertThat(published("survey.responses", id))
                .extracting(record -> record.json().path("comment").asText())
                .containsExactly("revision 0", "revision 1", "revision 2", "revision 3", "revision 4", "revision 5");
    }

    @Test
    void anImportOfManyReleasesWhatWaitedForThem() {
        for (int each : List.of(0, 120, 199)) {
            post(key, response(id + "-" + each, agent + "-" + each)).then().body("parked.index", contains(0));
        }
        awaitState("parked", 3);

        String rows = IntStream.range(0, 200)
                .mapToObj(each -> "%s-%d,Ada,billing\n".formatted(agent, each))
                .collect(Collectors.joining());
        send("/roster/import", TestTokens.admin(), "text/csv", "agent,name,team\n" + rows)
                .then()
                .body("upserted", is(200));

        awaitState("released", 3);
    }

    @Test
    void aScaleOfTheSmallestNumbersIsReleasedAsItWasPosted() {
        String tiny = response(id, agent)
                .replace("\"value\":2,\"scale\":{\"min\":1", "\"value\":1e-300,\"scale\":{\"min\":1e-310");
        post(key, tiny).then().statusCode(202).body("parked.index", contains(0));
        awaitState("parked", 1);

        Feedback.agent(agent, "billing");

        awaitState("released", 1);
        assertThat(published("survey.responses", id)
                        .getFirst()
                        .json()
                        .at("/ratings/0/value")
                        .asDouble())
                .isEqualTo(1e-300);
    }

    @Test
    void aReleasedResponseIsWhoseTheAliasWasThen() {
        String earlier = fresh("a");
        post(key, response(id, agent).replace("{\"id\":\"" + agent + "\"}", extension(agent)))
                .then()
                .body("parked.index", contains(0));
        awaitState("parked", 1);

        put("/roster/agents/" + agent, withExtension(agent, "\"from\":\"2026-11-21T11:00:00Z\""))
                .then()
                .statusCode(200);
        as(TestTokens.admin())
                .post(Feedback.ROOT + "/quarantine/redrive")
                .then()
                .statusCode(200);
        awaitState("parked", 1);
        put("/roster/agents/" + earlier, withExtension(agent, "\"to\":\"2026-11-21T11:00:00Z\""))
                .then()
                .statusCode(200);

        awaitState("released", 1);
        assertThat(published("survey.responses", id))
                .extracting(record -> record.key())
                .containsExactly(earlier);
    }

    private static String extension(String value) {
        return "{\"alias\":{\"kind\":\"extension\",\"value\":\"" + value + "\"}}";
    }

    private static String withExtension(String value, String during) {
        return """
                {"name":"Ada","team":"billing","aliases":[{"kind":"extension","value":"%s",%s}]}""".formatted(value, during);
    }

    @Test
    void aRedriveIsSafeToRepeatAndSaysWhatStillWaits() {
        post(key, response(id, agent)).then().statusCode(202);
        awaitState("parked", 1);
        as(TestTokens.admin())
                .post(Feedback.ROOT + "/quarantine/redrive")
                .then()
                .statusCode(200)
                .body("released", is(0));
        awaitState("parked", 1);
        assertThat(published("survey.responses", id)).isEmpty();
    }

    @Test
    void whatIsListedIsTheResponseAsItWasPosted() {
        post(key, response(id, agent)).then().statusCode(202);
        awaitState("parked", 1);
        get("/quarantine?limit=1&source=" + source, QA)
                .then()
                .body("items[0].responseId", is(id))
                .body("items[0].response.comment", is("He did not know the plan"))
                .body("items[0].response.agent.id", is(agent));
        get("/quarantine?state=lost", QA).then().statusCode(400);
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideAndTheRestGoesOn() {
        Backing.kafka()
                .produce("survey.quarantine", source + "/poison", "{\"eventId\":7}", "dev.touchline.survey.parked.v1");
        post(key, response(id, agent)).then().statusCode(202);
        awaitState("parked", 1);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("survey.quarantine.dlq"))
                        .filteredOn(record -> (source + "/poison").equals(record.key()))
                        .hasSize(1));
    }

    private void awaitState(String state, int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get("/quarantine?source=" + source + "&state=" + state, QA)
                                .<List<?>>path("items"))
                        .hasSize(count));
    }
}
