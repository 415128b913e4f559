package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class ForgettingTest {

    @Inject
    Forgetting forgetting;

    @Test
    void wordsOfAnItemInTheQueueAreKeptUntilItIsClosed() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        floor.publish(floor.need("clarity", response));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        String tag = floor.queue("state", "deferred").header("ETag");
        age(response, 29);

        forgetting.forget();
        floor.item(item.get("id")).then().body("evidence[0].comment", equalTo("He did not know the plan"));
        floor.step(item, "defer", 1, "{}").then().statusCode(200);
        forgetting.forget();

        floor.item(item.get("id"))
                .then()
                .body("evidence", hasSize(1))
                .body("evidence[0].responseId", equalTo(response))
                .body("evidence[0].score", equalTo(25.0f))
                .body("evidence[0].comment", nullValue())
                .body("evidence[0].interaction", nullValue())
                .body("evidence[0].rating", nullValue());
        assertThat(floor.queue("state", "deferred").header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void whichAnswerASessionWasAboutStaysKnown() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        floor.publish(floor.need("clarity", response));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}")
                .then()
                .statusCode(200);
        age(response, 29);

        forgetting.forget();

        floor.item(item.get("id"))
                .then()
                .body("evidence[0].interaction", nullValue())
                .body("session.about.responseId", equalTo(response))
                .body("session.about.interactionId", nullValue());
    }

    @Test
    void whatWasForgottenBeforeSessionsTookPartIsCaughtUpWith() throws IOException {
        Floor floor = Floor.withOneAgent();
        String forgotten = id();
        String kept = id();
        floor.publish(floor.need("clarity", forgotten), floor.need("effort", kept));
        for (Map<String, Object> item : floor.awaitItems(2)) {
            floor.step(item, "claim", 1, "").then().statusCode(200);
            floor.step(item, "complete", 2, "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}")
                    .then()
                    .statusCode(200);
        }
        assertThat(Floor.rows("DELETE FROM response WHERE response_id = '" + forgotten + "' RETURNING response_id"))
                .hasSize(1);

        try (InputStream migration = getClass().getResourceAsStream("/db/migration/V25__forgotten_before.sql")) {
            String sql = new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8);
            Floor.rows(sql.replace(";", "") + " RETURNING item_id");
        }

        assertThat(Floor.rows(
                        "SELECT about_response_id FROM session WHERE about_interaction IS NOT NULL AND about_response_id IN ('%s', '%s')"
                                .formatted(forgotten, kept)))
                .containsExactly(kept);
    }

    @Test
    void wordsThatAreTooOldAreDeletedAndYoungerOnesKept() {
        Floor floor = Floor.withOneAgent();
        String old = id();
        String young = id();
        respond(floor, old);
        respond(floor, young);
        age(old, 29);
        age(young, 27);

        forgetting.forget();

        assertThat(Floor.rows("SELECT response_id FROM response WHERE agent_id = '" + floor.agent(1) + "'"))
                .containsExactly(young);
    }

    @Test
    void moreThanOneTransactionsWorthIsDeletedInOneGo() {
        Floor floor = Floor.withOneAgent();
        Floor.rows("""
                INSERT INTO response (source, response_id, event_id, agent_id, responded_at, updated_at, attribution,
                    kafka_offset, ratings, received_at)
                SELECT 'demo', 'many-' || n, gen_random_uuid(), '%s', now(), now(), 1, n, '[]', now() - interval '40 days'
                FROM generate_series(1, %d) AS n RETURNING response_id
                """.formatted(floor.agent(1), 2 * Forgetting.AT_ONCE + 1));

        forgetting.forget();

        assertThat(Floor.rows("SELECT count(*) FROM response WHERE agent_id = '" + floor.agent(1) + "'"))
                .containsExactly("0");
    }

    @Test
    void daysStayCountedForTwoYearsAndForAsLongAsAVerdictWaitsForThem() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", id()));
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}")
                .then()
                .statusCode(200);
        study(item, "before_from = current_date - 800");
        counted(floor, 729, 731, 799, 801);

        forgetting.forget();
        assertThat(daysAgo(floor)).containsExactly("729", "731", "799");

        study(item, "judged_at = now(), verdict = 'inconclusive', sentence = 'Too few.'");
        forgetting.forget();
        assertThat(daysAgo(floor)).containsExactly("729");
    }

    @Test
    void moreDaysThanOneTransactionsWorthAreDeletedInOneGo() {
        Floor floor = Floor.withOneAgent();
        counted(floor, IntStream.range(1_000, 1_001 + Forgetting.AT_ONCE).toArray());

        forgetting.forget();

        assertThat(daysAgo(floor)).isEmpty();
    }

    @Test
    void theTimeCountsFromWhenKafkaTookTheResponseIn() {
        Floor floor = Floor.withOneAgent();
        String response = id();

        long taken = respond(floor, response);

        assertThat(Floor.rows("SELECT extract(epoch FROM received_at) * 1000 FROM response WHERE response_id = '"
                                + response + "'")
                        .getFirst())
                .startsWith(Long.toString(taken));
    }

    /** Brings a response that no item shows; returns when Kafka took it in, in epoch milliseconds. */
    private static long respond(Floor floor, String response) {
        NeedJson need = floor.need("clarity", response);
        long taken = Backing.kafka()
                .produce(
                        "survey.responses",
                        need.agent(),
                        need.response(response, "Words", "10:00:00"),
                        "dev.touchline.survey.response.v1")
                .timestamp();
        Floor.patiently()
                .until(() -> Floor.rows("SELECT response_id FROM response WHERE response_id = '" + response + "'")
                                .size()
                        == 1);
        return taken;
    }

    private static void study(Map<String, Object> item, String change) {
        Floor.rows("UPDATE effect_study SET " + change + " WHERE item_id = '" + item.get("id") + "' RETURNING item_id");
    }

    /** An answer on each of these days, counted back from today (UTC). */
    private static void counted(Floor floor, int... daysAgo) {
        Floor.rows("""
                INSERT INTO topic_day (topic, agent_id, day, n, poor)
                SELECT 'effort', '%s', (now() AT TIME ZONE 'UTC')::date - ago, 1, 0 FROM unnest(ARRAY%s) AS ago
                RETURNING day
                """.formatted(floor.agent(1), Arrays.toString(daysAgo)));
    }

    private static List<String> daysAgo(Floor floor) {
        return Floor.rows("""
                SELECT (now() AT TIME ZONE 'UTC')::date - day FROM topic_day
                WHERE topic = 'effort' AND agent_id = '%s' ORDER BY 1
                """.formatted(floor.agent(1)));
    }

    private static void age(String response, int days) {
        List<String> aged = Floor.rows("UPDATE response SET received_at = now() - interval '" + days + " days'"
                + " WHERE response_id = '" + response + "' RETURNING response_id");
        assertThat(aged).hasSize(1);
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
