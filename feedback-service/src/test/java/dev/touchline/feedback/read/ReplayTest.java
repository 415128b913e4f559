package dev.touchline.feedback.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.kit.kafka.ConsumerLoop;
import dev.touchline.kit.kafka.DeadLetters;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ReplayTest {
    private final String agent = "a-" + UUID.randomUUID();

    @Inject
    ReadModelConsumer consumer;

    @Inject
    KafkaClients clients;

    @Inject
    DeadLetters deadLetters;

    @Test
    void readingEverythingAgainChangesNothing() throws SQLException {
        live();
        // Also what other tests published.
        try (Admin admin = clients.admin()) {
            patiently().until(() -> hasRead(committed(admin, ReadModelConsumer.GROUP)));
        }
        List<String> before = contents();

        String group = "replay-" + agent;
        try (ConsumerLoop loop = ConsumerLoop.of(
                        clients, deadLetters, group, group, List.of("survey.responses"), consumer::handle);
                Admin admin = clients.admin()) {
            loop.start();
            patiently().until(() -> hasRead(committed(admin, group)));
        }

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatCannotBeStoredIsSetAsideAndTheRestFlows() throws SQLException {
        Survey.publish(agent, "good-1", event -> {});
        Survey.publish(agent, "nul", event -> event.put("comment", "a\0b"));
        Survey.publish(agent, "ahead", event -> event.put("respondedAt", "2199-01-01T00:00:00Z"));
        Survey.publish(agent, "unreadable", event -> event.remove("ratings"));
        Survey.publish(agent, "good-2", event -> {});

        patiently()
                .untilAsserted(() -> assertThat(
                                rows("SELECT response_id FROM response WHERE agent_id = '" + agent + "' ORDER BY 1"))
                        .containsExactly("good-1", "good-2"));
        patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("survey.responses.dlq"))
                        .filteredOn(record -> agent.equals(record.key()))
                        .extracting(record -> record.json().path("responseId").asText())
                        .containsExactlyInAnyOrder("nul", "ahead", "unreadable"));
        assertThat(rows("SELECT relname FROM pg_class WHERE relname = 'response_2199_01'"))
                .isEmpty();
    }

    @Test
    void aPartitionHasTheIndexesOfItsTableAndAListReadsThem() throws SQLException {
        Survey.publish(agent, "r", event -> event.put("respondedAt", "2019-07-04T00:00:00Z"));
        patiently()
                .until(() -> rows("SELECT response_id FROM response WHERE agent_id = '" + agent + "'")
                                .size()
                        == 1);
        assertThat(rows("SELECT tableoid::regclass FROM response WHERE agent_id = '" + agent + "'"))
                .containsExactly("response_2019_07");
        assertThat(rows("SELECT count(*) FROM pg_index WHERE indrelid = 'response_2019_07'::regclass"))
                .containsExactly("4");
    }

    private void live() {
        Survey.publish(agent, "r-1", event -> {});
        Survey.publish(agent, "r-2", event -> event.put("comment", "First words"));
        Survey.publish(
                agent,
                "r-2",
                event -> event.put("updatedAt", "2026-11-21T11:00:00Z").put("comment", "Later words"));
        Survey.publish(agent, "r-3", event -> event.put("respondedAt", "1999-12-31T23:00:00Z"));
        patiently()
                .until(() -> rows("SELECT response_id FROM response WHERE agent_id = '" + agent + "'")
                                .size()
                        == 3);
        patiently()
                .until(() -> rows("SELECT comment FROM response WHERE response_id = 'r-2'")
                        .contains("Later words"));
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(offset -> offset.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    /** Up to the last record of each partition; behind it the mark of a transaction may stand. */
    private static boolean hasRead(Map<TopicPartition, Long> committed) {
        return Backing.kafka().consumeAll("survey.responses").stream()
                .allMatch(
                        record -> committed.getOrDefault(new TopicPartition("survey.responses", record.partition()), 0L)
                                > record.offset());
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private static List<String> contents() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : List.of("response", "response_key", "rating_day")) {
            all.addAll(rows("SELECT '%s ' || t::text FROM %s t ORDER BY 1".formatted(table, table)));
        }
        return all;
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = Backing.connect("feedback");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
