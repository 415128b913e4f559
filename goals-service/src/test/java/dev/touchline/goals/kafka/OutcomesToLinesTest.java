package dev.touchline.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.goals.Goals;
import dev.touchline.goals.Tables;
import dev.touchline.goals.TestNeed;
import dev.touchline.goals.TestOutcome;
import dev.touchline.goals.TestRoster;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What coaching left over becomes lines of the next one-on-one. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "goals"))
class OutcomesToLinesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    KafkaClients clients;

    @Inject
    DeadLetters deadLetters;

    @Inject
    OutcomesConsumer consumer;

    private String agent;

    @BeforeEach
    void anAgent() {
        agent = TestRoster.newAgent("billing");
    }

    @Test
    void whatWentStaleOrWasLeftForItIsALine() {
        TestOutcome.of(agent, "courtesy").tell("opened", 1).tell("expired", 2);
        TestOutcome left =
                TestOutcome.of(agent, "product-knowledge").tell("opened", 1).tell("claimed", 2);
        awaitLines("courtesy expired");
        left.tell("deferred", 3, "\"note\":\"Bring the tariff sheet\"");

        awaitLines("product-knowledge deferred", "courtesy expired");
        lines(TestTokens.supervisor("billing"))
                .then()
                .body(
                        "items.sentence",
                        contains(
                                "Product knowledge was left for the one-on-one on 12 November 2026",
                                "Courtesy: nobody found the time before 12 November 2026"))
                .body("items[0].part", equalTo("quality"))
                .body("items[0].itemId", equalTo(left.item().toString()))
                .body("items[0].note", equalTo("Bring the tariff sheet"));
    }

    @Test
    void theSupervisorsRemarkIsNotForTheAgent() {
        TestOutcome.of(agent, "courtesy").tell("deferred", 2, "\"note\":\"Bring the tariff sheet\"");
        awaitLines("courtesy deferred");

        lines(TestTokens.agent(agent))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].note", nullValue());
    }

    @Test
    void whatOpensAgainTakesItsLineBackAndMayBeLeftOnceMore() {
        TestOutcome item = TestOutcome.of(agent, "courtesy").tell("deferred", 2);
        awaitLines("courtesy deferred");

        item.tell("disputed", 2).tell("reopened", 3);
        awaitLines();

        item.tell("claimed", 4).tell("deferred", 5);
        awaitLines("courtesy deferred");
    }

    @Test
    void aLineGoesWhenAllItsNeedsAreTakenBack() {
        TestNeed first = TestNeed.of(agent, "courtesy", 1).raise();
        TestNeed second = TestNeed.of(agent, "courtesy", 2).raise();
        TestOutcome.of(agent, "courtesy")
                .tell("expired", 2, "\"needs\":[\"%s\",\"%s\"]".formatted(first.id(), second.id()));
        awaitLines("courtesy expired");

        first.withdraw(3, 0);
        await().atMost(SOON)
                .until(() -> Tables.count("need_noted WHERE agent_id = '" + agent + "' AND applied_seq = 3") == 1);
        assertThat(told()).containsExactly("courtesy expired");

        second.withdraw(4, 0);
        awaitLines();
    }

    @Test
    void aLineGoesWhenAllItsNeedsAreCoachedOnAnotherItem() {
        String shared = "\"needs\":[\"%s\"]".formatted(UUID.randomUUID());
        TestOutcome.of(agent, "courtesy").tell("expired", 2, shared);
        TestOutcome.of(agent, "clarity").tell("expired", 2, "\"needs\":[\"%s\"]".formatted(UUID.randomUUID()));
        awaitLines("courtesy expired", "clarity expired");

        TestOutcome.of(agent, "courtesy").tell("opened", 1).tell("claimed", 2).tell("completed", 3, shared);
        awaitLines("clarity expired");
        await().atMost(SOON).until(() -> committedEverything("goals-outcomes"));
        String before = Tables.checksum();
        replay();

        assertThat(Tables.checksum()).isEqualTo(before);
        TestOutcome.of(agent, "clarity").tell("completed", 3);
        TestOutcome.of(agent, "effort").tell("expired", 2);
        awaitLines("clarity expired", "effort expired");
    }

    @Test
    void whatCameBackAsksForATrainingUnlessItWasNotTheAgents() {
        TestOutcome again = TestOutcome.of(agent, "courtesy").tell("opened", 1).tell("recurred", 1, recurrence());
        TestOutcome product = TestOutcome.of(agent, "clarity").tell("opened", 1).tell("recurred", 1, recurrence());
        awaitLines("clarity recurred", "courtesy recurred");

        again.tell("claimed", 2).tell("completed", 3);
        product.tell("dismissed", 2, "\"cause\":\"product\"");

        awaitLines("courtesy recurred");
        lines(TestTokens.qa())
                .then()
                .body("items[0].part", equalTo("training"))
                .body(
                        "items[0].sentence",
                        equalTo("Courtesy came back on 12 November 2026 although it was coached:"
                                + " a training rather than the same talk"));
        product.tell("reopened", 3);
        awaitLines("clarity recurred", "courtesy recurred");
    }

    @Test
    void linesComeInPages() {
        // one after the other: what comes at the same time is in no order
        TestOutcome.of(agent, "a").tell("expired", 2);
        awaitLines("a expired");
        TestOutcome.of(agent, "b").tell("expired", 2);
        awaitLines("b expired", "a expired");
        TestOutcome.of(agent, "c").tell("expired", 2);
        awaitLines("c expired", "b expired", "a expired");

        Response first = page(null);
        first.then().body("items.topic", contains("c", "b"));
        page(first.path("nextCursor")).then().body("items.topic", contains("a")).body("nextCursor", nullValue());
        page("nonsense").then().statusCode(400);
    }

    @Test
    void aRecordThatCanNotBeReadGoesToTheDeadLettersAndTheRestFlows() {
        Backing.kafka().produce("coaching.outcomes", agent, "{\"kind\":\"coaching\"}", TestOutcome.CE_TYPE);
        TestOutcome.of(agent, "courtesy").tell("expired", 2);

        awaitLines("courtesy expired");
        assertThat(Backing.kafka().consumeAll("coaching.outcomes.dlq"))
                .filteredOn(record -> agent.equals(record.key()))
                .singleElement()
                .satisfies(record -> assertThat(record.headers())
                        .containsEntry("dlq_reason", "missing field itemId")
                        .containsEntry("dlq_consumer", "goals-outcomes"));
    }

    @Test
    void aReplayFromTheStartChangesNothing() {
        TestOutcome.of(agent, "courtesy")
                .tell("opened", 1)
                .tell("recurred", 1, recurrence())
                .tell("deferred", 2)
                .tell("reopened", 3)
                .tell("deferred", 4);
        TestOutcome.of(agent, "clarity").tell("deferred", 2).tell("reopened", 3).tell("claimed", 4);
        TestOutcome.of(agent, "effort").tell("expired", 2);
        awaitLines("effort expired", "courtesy recurred", "courtesy deferred");
        await().atMost(SOON).until(() -> committedEverything("goals-outcomes"));
        String before = Tables.checksum();

        replay();

        assertThat(Tables.checksum()).isEqualTo(before);
    }

    /** Reads the Kafka topic whole as a consumer group that never read before. */
    private void replay() {
        String group = "replay-" + UUID.randomUUID();
        try (var _ = ConsumerLoop.of(clients, deadLetters, group, group, List.of("coaching.outcomes"), consumer::handle)
                .start()) {
            await().atMost(SOON).until(() -> committedEverything(group));
        }
    }

    private boolean committedEverything(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, Long> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().offset()));
            var partitions = admin
                    .describeTopics(List.of("coaching.outcomes"))
                    .allTopicNames()
                    .get()
                    .get("coaching.outcomes")
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition("coaching.outcomes", partition.partition()))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey(), 0L)
                            == end.getValue().offset());
        }
    }

    private static String recurrence() {
        return "\"recurrenceOf\":\"%s\",\"intervention\":\"training\"".formatted(UUID.randomUUID());
    }

    private Response lines(String token) {
        return Goals.as(token).get("/api/goals/v1/agents/{agent}/one-on-ones/lines", agent);
    }

    private Response page(String cursor) {
        var request = Goals.as(TestTokens.qa()).queryParam("limit", 2);
        return (cursor == null ? request : request.queryParam("cursor", cursor))
                .get("/api/goals/v1/agents/{agent}/one-on-ones/lines", agent);
    }

    private List<String> told() {
        List<Map<String, Object>> items = lines(TestTokens.qa())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        return items.stream()
                .map(line -> line.get("topic") + " " + line.get("from"))
                .toList();
    }

    private void awaitLines(String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(told()).containsExactlyInAnyOrder(lines));
    }
}
