package dev.touchline.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.goals.Goals;
import dev.touchline.goals.Tables;
import dev.touchline.goals.TestNeed;
import dev.touchline.goals.TestRoster;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "goals"))
class NeedsToGoalsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOPIC = "wait-time";

    @Inject
    KafkaClients clients;

    @Inject
    DeadLetters deadLetters;

    @Inject
    NeedsConsumer consumer;

    @Test
    void needsOnATopicSuggestOneGoalThatCountsThem() {
        // given
        String agent = TestRoster.newAgent("billing");
        // when
        TestNeed.of(agent, "product-knowledge", 1).raise().addEvidence(2);
        TestNeed.of(agent, "product-knowledge", 3).raise();
        TestNeed.of(agent, "courtesy", 1).raise();
        // then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(needsByTopic(agent))
                        .containsOnly(Map.entry("product-knowledge", 2), Map.entry("courtesy", 1)));
        assertThat(Goals.of(agent, "suggested"))
                .extracting(goal -> goal.get("suggestion"))
                .contains("Raise product knowledge: 2 coaching needs since 12 November");
    }

    @Test
    void withdrawnNeedsStopCountingAndASuggestionWithoutNeedsDisappears() {
        // given
        String agent = TestRoster.newAgent("billing");
        TestNeed first = TestNeed.of(agent, "clarity", 1).raise();
        TestNeed second = TestNeed.of(agent, "clarity", 2).raise();
        awaitNeeds(agent, "clarity", 2);
        // when
        first.withdraw(3, 0);
        // then
        awaitNeeds(agent, "clarity", 1);
        // when
        second.withdraw(4, 0);
        // then
        await().atMost(SOON).untilAsserted(() -> assertThat(Goals.of(agent)).isEmpty());
        assertThat(Goals.of(agent, "withdrawn")).hasSize(1);
    }

    @Test
    void aNeedStandsWhileEvidenceIsLeftForIt() {
        // given
        String agent = TestRoster.newAgent("billing");
        TestNeed need = TestNeed.of(agent, "effort", 1).raise().addEvidence(2);
        awaitNeeds(agent, "effort", 1);
        // when
        need.withdraw(3, 1);
        TestNeed.of(agent, "effort", 4).raise();
        // then
        awaitNeeds(agent, "effort", 2);
    }

    @Test
    void praiseSuggestsNothing() {
        // given
        String agent = TestRoster.newAgent("billing");
        // when
        TestNeed.of(agent, "resolution", 1).asPraise().raise();
        TestNeed.of(agent, "courtesy", 1).raise();
        // then
        awaitNeeds(agent, "courtesy", 1);
        assertThat(needsByTopic(agent)).doesNotContainKey("resolution");
    }

    @Test
    void aRecordThatCanNotBeReadGoesToTheDeadLettersAndTheRestFlows() {
        // given
        String agent = TestRoster.newAgent("billing");
        String poison = "{\"needId\": \"not a uuid\", \"agent\": \"" + agent + "\"";
        // when
        Backing.kafka().produce("coaching.needed", agent, poison, "dev.touchline.coaching.need-raised.v1");
        Backing.kafka().produce("coaching.needed", agent, "{}", "dev.touchline.coaching.need-raised.v1");
        TestNeed.of(agent, "courtesy", 1).raise();
        // then
        awaitNeeds(agent, "courtesy", 1);
        var dead = Backing.kafka().consumeAll("coaching.needed.dlq").stream()
                .filter(record -> agent.equals(record.key()))
                .toList();
        assertThat(dead).extracting(record -> record.value()).containsExactly(poison, "{}");
        assertThat(dead.getFirst().headers())
                .containsEntry("dlq_topic", "coaching.needed")
                .containsEntry("dlq_reason", "not the JSON of a need")
                .containsEntry("dlq_consumer", "goals-needs");
        assertThat(dead.getLast().headers()).containsEntry("dlq_reason", "missing field kind");
    }

    @Test
    void aReplayFromTheStartChangesNothing() {
        // given
        String agent = TestRoster.newAgent("billing");
        TestNeed dropped = TestNeed.of(agent, TOPIC, 1).raise();
        awaitNeeds(agent, TOPIC, 1);
        Map<String, Object> goal = Goals.of(agent).getFirst();
        Goals.drop(TestTokens.agent(agent), goal.get("id"), 1, "{\"reason\": \"Not needed\"}")
                .then()
                .statusCode(200);
        TestNeed.of(agent, TOPIC, 2).raise();
        dropped.addEvidence(3);
        TestNeed.of(agent, "courtesy", 4).raise().withdraw(5, 0);
        awaitNeeds(agent, TOPIC, 1);
        await().atMost(SOON)
                .until(() -> Tables.count("need_noted WHERE agent_id = '" + agent + "' AND applied_seq = 5") == 1);
        await().atMost(SOON).until(() -> committedEverything("goals-needs"));
        String before = Tables.checksum();
        // when
        replay();
        // then
        assertThat(Tables.checksum()).isEqualTo(before);
    }

    /** Reads the Kafka topic whole as a consumer group that never read before. */
    private void replay() {
        String group = "replay-" + UUID.randomUUID();
        try (var _ = ConsumerLoop.of(clients, deadLetters, group, group, List.of("coaching.needed"), consumer::handle)
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
                    .describeTopics(List.of("coaching.needed"))
                    .allTopicNames()
                    .get()
                    .get("coaching.needed")
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition("coaching.needed", partition.partition()))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey(), 0L)
                            == end.getValue().offset());
        }
    }

    private static void awaitNeeds(String agent, String topic, int needs) {
        await().atMost(SOON).untilAsserted(() -> assertThat(needsByTopic(agent)).containsEntry(topic, needs));
    }

    private static Map<String, Integer> needsByTopic(String agent) {
        return Goals.of(agent).stream().collect(Collectors.toMap(goal -> String.valueOf(goal.get("topic")), goal ->
                (Integer) goal.get("needs")));
    }
}
