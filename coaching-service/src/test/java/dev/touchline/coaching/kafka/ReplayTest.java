package dev.touchline.coaching.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import dev.touchline.kit.kafka.BatchHandler;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class ReplayTest {
    private static final List<String> TABLES =
            List.of("item", "need", "evidence", "response", "session", "audit", "queue_counter");

    @Inject
    NeedConsumer needs;

    @Inject
    ResponseConsumer responses;

    @Inject
    KafkaClients clients;

    @Inject
    DeadLetters deadLetters;

    @Test
    void readingEverythingAgainChangesNothing() {
        // other tests delete by hand what is still on the Kafka topics
        readAgain(KafkaTopics.COACHING_NEEDED, needs::handle);
        readAgain(KafkaTopics.SURVEY_RESPONSES, responses::handle);
        Floor floor = Floor.withAgents(3);
        liveThrough(floor);
        Set<String> before = rows();

        readAgain(KafkaTopics.COACHING_NEEDED, needs::handle);
        readAgain(KafkaTopics.SURVEY_RESPONSES, responses::handle);

        Set<String> after = rows();
        assertThat(without(after, before))
                .as(() -> "new or changed beside what is gone: " + without(before, after))
                .isEmpty();
        assertThat(after).hasSameSizeAs(before);
        assertThat(Floor.rows("SELECT count(*) FROM outbox")).containsExactly("0");
    }

    private static void liveThrough(Floor floor) {
        NeedJson stays = floor.need(1, "clarity", id(), id());
        NeedJson goes = floor.need(2, "clarity", id());
        NeedJson worked = floor.need(3, "clarity", id());
        floor.publish(
                stays,
                goes,
                worked,
                stays.then("evidence-added", 3, id()),
                goes.then("withdrawn", 0, goes.responses().getFirst()));
        floor.publishResponse(stays.agent(), stays.response(stays.responses().getFirst(), "First words", "10:00:00"));
        floor.publishResponse(stays.agent(), stays.response(stays.responses().getFirst(), "Later words", "10:05:00"));
        Floor.patiently()
                .until(() -> Floor.rows("SELECT concat_ws(' ', replace(agent_id, team, ''), state, evidence_count)"
                                + " FROM item WHERE team = '" + floor.team + "' ORDER BY 1")
                        .equals(List.of("-1 open 3", "-2 dismissed 0", "-3 open 1")));
        Floor.patiently()
                .until(() -> Floor.rows("SELECT comment FROM response WHERE comment = 'Later words'")
                                .size()
                        == 1);
        Map<String, Object> item = floor.items("agent", worked.agent()).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(item, "complete", 2, """
                {"saw":"a","ideal":"b","practised":"c","next":"d"}""").then().statusCode(200);
        Floor.patiently().until(() -> Floor.rows("SELECT count(*) FROM outbox").equals(List.of("0")));
    }

    private void readAgain(String topic, BatchHandler handler) {
        String group = "replay-" + UUID.randomUUID();
        try (ConsumerLoop loop = ConsumerLoop.of(clients, deadLetters, group, group, List.of(topic), handler);
                Admin admin = clients.admin()) {
            loop.start();
            Floor.patiently().until(() -> committed(admin, group).equals(ends(admin, topic)));
        }
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(offset -> offset.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    /** Where the partitions that hold something end. */
    private static Map<TopicPartition, Long> ends(Admin admin, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> latest =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                        .collect(Collectors.toMap(
                                info -> new TopicPartition(topic, info.partition()), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Each with the name of its table before it. */
    private static Set<String> rows() {
        return TABLES.stream()
                .flatMap(table -> Floor.rows("SELECT '%s ' || t::text FROM %s t".formatted(table, table)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> left = new TreeSet<>(these);
        left.removeAll(those);
        return left;
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
