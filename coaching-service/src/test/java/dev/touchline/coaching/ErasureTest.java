package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class ErasureTest {
    private static final String KAFKA_TOPIC = "privacy.erasures";

    private Floor floor;
    private final String response = "r-" + UUID.randomUUID();

    @BeforeEach
    void aTeamWithAnAgent() {
        floor = Floor.withOneAgent();
    }

    @Test
    void wordsGoFromAnItemInTheQueueAtOnceAndScoresStay() {
        floor.publish(floor.need("clarity", response));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.item(item.get("id")).then().body("evidence[0].comment", notNullValue());
        String tag = floor.queue().header("ETag");

        erase(response);

        Floor.patiently().untilAsserted(() -> assertErased(item));
        assertThat(floor.queue().header("ETag")).isNotEqualTo(tag);
        floor.step(item, "claim", item.get("version"), "").then().statusCode(200);
    }

    @Test
    void anErasureThatOvertakesTheNeedHoldsWhenTheNeedComes() {
        erase(response);
        awaitRemembered(response);

        floor.publish(floor.need("clarity", response));

        assertErased(floor.awaitItems(1).getFirst());
    }

    @Test
    void wordsDoNotComeBackWithALaterRevisionNorWithARepeat() {
        NeedJson need = floor.need("clarity", response);
        floor.publish(need);
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        erase(response);
        Floor.patiently().untilAsserted(() -> assertErased(item));

        floor.publishResponse(need.agent(), need.response(response, "He did not know the plan", "10:00:00"));
        floor.publishResponse(need.agent(), need.response(response, "Words again", "11:00:00"));
        Floor.patiently()
                .until(() -> Floor.rows("SELECT updated_at FROM response WHERE response_id = '" + response + "'")
                        .getFirst()
                        .contains("11:00"));

        assertErased(item);
    }

    @Test
    void otherResponsesKeepTheirWords() {
        String other = "r-" + UUID.randomUUID();
        floor.publish(floor.need("clarity", response), floor.need("empathy", other));
        floor.awaitItems(2);

        erase(response);

        Floor.patiently().until(() -> comment(response) == null);
        assertThat(comment(other)).isEqualTo("He did not know the plan");
    }

    @Test
    void everySampleIsReadAndWhatIsNoErasureIsSetAside() {
        String key = "demo/" + response;
        EventContract.of(KAFKA_TOPIC)
                .samples()
                .forEach((name, sample) -> Backing.kafka().produce(KAFKA_TOPIC, key, sample, "x"));
        Backing.kafka().produce(KAFKA_TOPIC, key, "{\"source\":\"demo\"}", "x");

        awaitRemembered("5f3c/2026 №7");
        Floor.patiently()
                .until(() -> Backing.kafka().consumeAll(KAFKA_TOPIC + ".dlq").stream()
                                .filter(record -> key.equals(record.key()))
                                .count()
                        == 1);
    }

    private void assertErased(Map<String, Object> item) {
        floor.item(item.get("id"))
                .then()
                .body("evidence", hasSize(1))
                .body("evidence[0].responseId", equalTo(response))
                .body("evidence[0].comment", nullValue())
                .body("evidence[0].interaction", nullValue())
                .body("evidence[0].score", equalTo(25.0f))
                .body("evidence[0].rating.value", equalTo(2));
    }

    private static void erase(String response) {
        Backing.kafka()
                .produce(KAFKA_TOPIC, "demo/" + response, """
                        {"source":"demo","responseId":"%s","erasedAt":"2026-11-22T09:30:00Z"}""".formatted(response), "dev.touchline.privacy.erasure.v1");
    }

    private static void awaitRemembered(String response) {
        Floor.patiently()
                .until(() -> Floor.rows("SELECT 1 FROM erased_response WHERE response_id = '" + response + "'")
                                .size()
                        == 1);
    }

    private static String comment(String response) {
        return Floor.rows("SELECT comment FROM response WHERE response_id = '" + response + "'")
                .getFirst();
    }
}
