package dev.touchline.local;

import static dev.touchline.local.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.reconcile.Balance;
import dev.touchline.local.reconcile.FactFinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The main job over packaged services: what a platform posts stands in the supervisor's queue, with every hop in its
 * Kafka topic or table.
 */
class SurveyToQueueE2E {
    private static final String WORDS = "He did not know the plan and kept guessing";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static LocalStack stack;
    private static Scene scene;

    @BeforeAll
    static void open() throws Exception {
        stack = SharedStack.get();
        scene = Scene.open(stack, "survey", List.of("s-1", "s-2", "s-3"), List.of("product-knowledge"), Map.of());
    }

    @Test
    void aPoorRatingStandsInTheQueueWithTheCustomersWordsAndItsReason() throws Exception {
        scene.accepted(Scene.response("sq-1", "s-1", "product-knowledge", 1, WORDS));

        JsonNode item = scene.awaitItem("s-1", "product-knowledge", 1);

        assertThat(item.path("agent").path("name").asText()).isEqualTo("Name of s-1");
        assertThat(item.path("state").asText()).isEqualTo("open");
        assertThat(item.path("why").path("sentence").asText()).isNotBlank();
        assertThat(item.path("why").path("filterId").asText()).isEqualTo("survey");
        JsonNode evidence = item.path("evidence").path(0);
        assertThat(evidence.path("comment").asText()).isEqualTo(WORDS);
        assertThat(evidence.path("responseId").asText()).isEqualTo("sq-1");
        assertThat(evidence.path("interaction").path("url").asText()).isEqualTo("https://platform.example/c/sq-1");
    }

    @Test
    void everyHopIsARecordOfItsKafkaTopicAndTheGoalIsSuggested() throws Exception {
        String eventId = scene.accepted(Scene.response("sq-2", "s-2", "product-knowledge", 2, "Not sure about it"));
        JsonNode item = scene.awaitItem("s-2", "product-knowledge", 1);

        assertThat(KafkaLog.ids(stack, "survey.responses")).contains(eventId);
        assertThat(KafkaLog.values(stack, "coaching.needed")).anySatisfy(need -> {
            assertThat(need.path("type").asText()).isEqualTo("raised");
            assertThat(need.path("cause").path("responseId").asText()).isEqualTo("sq-2");
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(KafkaLog.values(stack, "coaching.outcomes"))
                        .anySatisfy(outcome -> {
                            assertThat(outcome.path("type").asText()).isEqualTo("opened");
                            assertThat(outcome.path("itemId").asText())
                                    .isEqualTo(item.path("id").asText());
                        }));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.goals("s-2")).anySatisfy(goal -> {
                    assertThat(goal.path("topic").asText()).isEqualTo("product-knowledge");
                    assertThat(goal.path("state").asText()).isEqualTo("suggested");
                }));
    }

    @Test
    void theSameResponsePostedAgainHasTheSameEventIdAndNoSecondEffect() throws Exception {
        Map<String, Object> response = Scene.response("sq-3", "s-3", "product-knowledge", 1, WORDS);
        String first = scene.accepted(response);
        scene.awaitItem("s-3", "product-knowledge", 1);

        assertThat(scene.accepted(response)).isEqualTo(first);
        scene.accepted(Scene.response("sq-4", "s-3", "product-knowledge", 1, "Another one"));

        JsonNode item = scene.awaitItem("s-3", "product-knowledge", 2);
        assertThat(item.path("evidenceCount").asInt()).isEqualTo(2);
    }

    @Test
    void aResponseOfAnUnknownAgentIsParkedAndComesOutWhenTheRosterLearnsTheAgent() throws Exception {
        Api.Answer parked = scene.post(Scene.response("sq-5", "s-late", "product-knowledge", 1, WORDS));
        assertThat(parked.status()).as(parked.body()).isEqualTo(202);
        assertThat(parked.json().path("parked")).hasSize(1);

        stack.api()
                .put(
                        "/api/feedback/v1/roster/agents/s-late",
                        stack.token("admin"),
                        object("name", "Late", "team", "survey"))
                .orFail("The agent");

        assertThat(scene.awaitItem("s-late", "product-knowledge", 1)
                        .path("evidence")
                        .path(0)
                        .path("responseId")
                        .asText())
                .isEqualTo("sq-5");
    }

    @Test
    void aSupervisorOfAnotherTeamSeesNothingOfThis() throws Exception {
        assertThat(stack.api()
                        .get("/api/coaching/v1/teams/survey/queue", stack.token("supervisor:elsewhere"))
                        .status())
                .isEqualTo(404);
        assertThat(stack.api()
                        .get("/api/coaching/v1/teams/survey/queue", "no-token")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theBalanceCloses() throws Exception {
        scene.accepted(Scene.response("sq-6", "s-1", "product-knowledge", 5, "Fine"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            Balance balance =
                    Balance.of(FactFinder.find(stack.kafkaBootstrap(), stack.postgresUri()), Balance.Repeats.EXPECTED);
            assertThat(balance.equations())
                    .allSatisfy(equation -> assertThat(equation.closes())
                            .as(equation.toString())
                            .isTrue());
        });
    }
}
