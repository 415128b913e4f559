package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class NeedsReachTheQueueTest {

    @Test
    void aNeedStandsInTheQueueWithTheCustomersWords() {
        Floor floor = Floor.withOneAgent();
        String response = id();

        floor.publish(floor.need("product-knowledge", response));

        floor.awaitItems(1);
        floor.queue()
                .then()
                .body("items[0].kind", equalTo("coaching"))
                .body("items[0].agent.id", equalTo(floor.agent(1)))
                .body("items[0].agent.name", equalTo("Ada Moss"))
                .body("items[0].team", equalTo(floor.team))
                .body("items[0].topic", equalTo("product-knowledge"))
                .body("items[0].severity", equalTo("normal"))
                .body("items[0].state", equalTo("open"))
                .body("items[0].openedAt", notNullValue())
                .body("items[0].freshUntil", equalTo(NeedJson.FRESH.toString()))
                .body("items[0].evidenceCount", equalTo(1))
                .body("items[0].evidence[0].responseId", equalTo(response))
                .body("items[0].evidence[0].interaction.channel", equalTo("voice"))
                .body("items[0].evidence[0].interaction.url", equalTo("https://platform.example/c/9"))
                .body("items[0].evidence[0].score", equalTo(25.0f))
                .body("items[0].evidence[0].rating.value", equalTo(2))
                .body("items[0].evidence[0].rating.scale.max", equalTo(5))
                .body("items[0].evidence[0].comment", equalTo("He did not know the plan"))
                .body("items[0].why.filterId", equalTo("poor"))
                .body("items[0].why.sentence", equalTo("Rated 2 of 5."))
                .body("items[0].alsoWhy", hasSize(0))
                .body("items[0].claimedBy", nullValue())
                .body("items[0].version", equalTo(1))
                .body("items[0].evidenceVersion", equalTo(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void needsOfTwoFiltersMergeAndTheStrongestLeads() {
        Floor floor = Floor.withOneAgent();
        String response = id();

        floor.publish(
                floor.need("clarity", response),
                floor.need("clarity", response, id()).by("worse", "high"));

        Floor.patiently()
                .until(() -> floor.queue().path("items[0].evidenceCount").equals(2));
        floor.queue()
                .then()
                .body("items", hasSize(1))
                .body("items[0].why.filterId", equalTo("worse"))
                .body("items[0].alsoWhy.filterId", contains("poor"))
                .body("items[0].severity", equalTo("high"))
                .body("items[0].version", equalTo(1));
    }

    @Test
    void aWithdrawnNeedLeavesTheQueueAsCorrected() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        NeedJson need = floor.need("courtesy", response);
        floor.publish(need);
        Map<String, Object> item = floor.awaitItems(1).getFirst();

        floor.publish(need.then("withdrawn", 0, response));

        floor.awaitItems(0);
        floor.item(item.get("id"))
                .then()
                .body("state", equalTo("dismissed"))
                .body("cause", equalTo("corrected"))
                .body("evidenceCount", equalTo(0))
                .body("version", equalTo(2));
        floor.asSupervisor()
                .get("/api/coaching/v1/items/{id}/history", item.get("id"))
                .then()
                .body("items.action", contains("opened", "corrected"))
                .body("items.by", contains("system", "system"));
        assertThat(outcomes(item)).containsExactly("opened", "corrected");
    }

    @Test
    void whatIsAskedOfATeamStandsInItsQueueBesideItsAgentsItemsAndNamesNoAgent() {
        // given: a response that speaks for coaching as well
        Floor floor = Floor.withOneAgent();
        String response = id();
        floor.publish(floor.need("clarity", response));
        floor.awaitItems(1);
        NeedJson cause = NeedJson.ofOperations(floor.team, "clarity", response, id());

        // when
        floor.publish(cause);

        // then
        Map<String, Object> item = floor.awaitItems(2).stream()
                .filter(one -> one.get("kind").equals("operations"))
                .findFirst()
                .orElseThrow();
        assertThat(item)
                .containsEntry("team", floor.team)
                .containsEntry("evidenceCount", 2)
                .doesNotContainKey("agent");

        // when the topic has recovered
        floor.publish(cause.then("withdrawn", 0, response, cause.responses().getLast()));

        // then
        floor.awaitItems(1);
        floor.item(item.get("id")).then().body("cause", equalTo("corrected"));
        assertThat(outcomes(item)).containsExactly("opened", "corrected");
    }

    @Test
    void aLateCommentReachesTheCard() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        NeedJson need = floor.need("effort", response);
        floor.publish(need);
        int before = (int) floor.awaitItems(1).getFirst().get("evidenceVersion");

        floor.publishResponse(need.agent(), need.response(response, "And now he called back, thanks", "10:07:00"));

        Floor.patiently()
                .until(() ->
                        floor.queue().path("items[0].evidence[0].comment").equals("And now he called back, thanks"));
        assertThat((int) floor.items().getFirst().get("evidenceVersion")).isGreaterThan(before);
    }

    @Test
    void wordsOfEvidenceThatCameWithoutThemComeFromTheResponses() {
        Floor floor = Floor.withOneAgent();
        String response = id();
        NeedJson need = floor.need("resolution", response).withoutResponse();
        floor.publishResponse(need.agent(), need.response(response, "Third call about it", "10:00:00"));

        floor.publish(need);

        floor.awaitItems(1);
        Floor.patiently()
                .until(() -> floor.queue().path("items[0].evidence[0].comment").equals("Third call about it"));
    }

    @Test
    void theListShowsTheNewestFiveAndTheItemAllEvidence() {
        Floor floor = Floor.withOneAgent();

        floor.publish(floor.need("wait-time", id(), id(), id(), id(), id(), id(), id()));

        Map<String, Object> item = floor.awaitItems(1).getFirst();
        assertThat(item.get("evidenceCount")).isEqualTo(7);
        assertThat((List<?>) item.get("evidence")).hasSize(5);
        floor.item(item.get("id")).then().header("ETag", "\"1\"").body("evidence", hasSize(7));
    }

    @Test
    void openItemsFollowTheirAgentToAnotherTeam() {
        Floor floor = Floor.withOneAgent();
        Floor other = Floor.withOneAgent();
        floor.publish(floor.need("clarity", id()));
        Object item = floor.awaitItems(1).getFirst().get("id");

        floor.putAgent(floor.agent(1), other.team);

        assertThat(other.awaitItems(1).getFirst().get("id")).isEqualTo(item);
        floor.awaitItems(0);
        floor.item(item).then().statusCode(404);
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideAndTheRestFlows() {
        Floor floor = Floor.withOneAgent();
        String marker = UUID.randomUUID().toString();

        Backing.kafka().produce("coaching.needed", floor.agent(1), "{ broken " + marker, "unknown");
        Backing.kafka().produce("coaching.needed", floor.agent(1), "{\"needId\":\"" + marker + "\"}", "unknown");
        floor.publish(floor.need("clarity", id()));

        floor.awaitItems(1);
        Floor.patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.needed.dlq"))
                        .filteredOn(dead -> dead.value() != null && dead.value().contains(marker))
                        .extracting(dead -> dead.headers().get("dlq_reason"))
                        .containsExactlyInAnyOrder(
                                "not a coaching need: not JSON", "not a coaching need: wrong or missing field in seq"));
    }

    @Test
    void aResponseWithoutATypeOrWithAForeignOneOrKeyIsSetAside() {
        Floor floor = Floor.withOneAgent();
        NeedJson need = floor.need("clarity", "unused");
        String untyped = id();
        String foreign = id();
        String strayed = id();
        String type = "dev.touchline.survey.response.v1";

        Backing.kafka().produce("survey.responses", "x", need.response(strayed, "Words", "10:00:00"), type);
        Backing.kafka()
                .produce("survey.responses", need.agent(), need.response(foreign, "Words", "10:00:00"), "new.v2");
        Backing.kafka()
                .produce("survey.responses", need.agent(), need.response(untyped, "Words", "10:00:00"), Map.of());

        Floor.patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("survey.responses.dlq"))
                        .filteredOn(dead -> String.valueOf(dead.value()).contains(need.agent()))
                        .extracting(
                                dead -> dead.json().path("responseId").asText(),
                                dead -> dead.headers().get("dlq_reason"))
                        .containsExactlyInAnyOrder(
                                tuple(untyped, "not a survey response: no event type"),
                                tuple(foreign, "not a survey response: unknown event type"),
                                tuple(strayed, "not a survey response: key is not agent.id")));
        assertThat(Floor.rows("SELECT response_id FROM response WHERE agent_id = '" + need.agent() + "'"))
                .isEmpty();
    }

    @Test
    void aResponseThatMovedStandsUnderItsNewAgentAndTheRetractionIsNoDeadLetter() {
        Floor floor = Floor.withAgents(2);
        NeedJson old = floor.need(1, "clarity", id());
        NeedJson now = floor.need(2, "clarity", id());
        String moved = id();
        floor.publishResponse(old.agent(), old.response(moved, "Words", "10:00:00"));

        Backing.kafka()
                .produce(
                        "survey.responses",
                        old.agent(),
                        EventContract.of("survey.responses").sample("retracted"),
                        "dev.touchline.survey.retracted.v1");
        floor.publishResponse(
                now.agent(),
                now.response(moved, "Words", "10:00:00").replace("\"attribution\":1", "\"attribution\":2"));
        floor.publishResponse(old.agent(), old.response(id(), "After it", "10:00:00"));

        Floor.patiently()
                .untilAsserted(() -> assertThat(Floor.rows(
                                "SELECT comment || ' ' || attribution FROM response WHERE agent_id IN ('%s', '%s') ORDER BY 1"
                                        .formatted(old.agent(), now.agent())))
                        .containsExactly("After it 1", "Words 2"));
        assertThat(Backing.kafka().consumeAll("survey.responses.dlq"))
                .noneMatch(dead -> old.agent().equals(dead.key()));
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        Floor floor = Floor.withAgents(5);
        for (int agent = 1; agent <= 5; agent++) {
            floor.publish(floor.need(agent, "clarity", id()));
        }
        List<Object> whole =
                floor.awaitItems(5).stream().map(item -> item.get("id")).toList();

        List<Object> paged = new ArrayList<>();
        String cursor = "";
        do {
            var page = floor.queue("limit", 2, "cursor", cursor);
            paged.addAll(page.<List<Object>>path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void aQueryThatIsWrongTellsEveryCause() {
        Floor floor = Floor.withOneAgent();

        floor.queue("kind", "blame", "state", "lost", "limit", "many", "wait", "PT31S")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("kind", "state", "limit", "wait"));
        floor.queue("cursor", "%%%").then().statusCode(400);
    }

    private static List<String> outcomes(Map<String, Object> item) {
        Floor.patiently().until(() -> Floor.rows("SELECT count(*) FROM outbox").equals(List.of("0")));
        return Backing.kafka().consumeAll("coaching.outcomes").stream()
                .filter(outcome -> outcome.json().path("itemId").asText().equals(item.get("id")))
                .map(outcome -> outcome.json().path("type").asText())
                .toList();
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
