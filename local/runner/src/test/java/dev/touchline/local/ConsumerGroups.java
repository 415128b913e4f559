package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.local.reconcile.KafkaReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the services' consumer groups stand. */
final class ConsumerGroups {
    /**
     * In the order of the data's way: who is through with one cannot get new records of it from a later one. What is
     * dismissed takes needs back, which ends there: such a need makes no outcome.
     */
    private static final List<String> WAY = List.of(
            "survey.quarantine",
            "survey.responses",
            "survey.late",
            "coaching.needed",
            "coaching.outcomes",
            "coaching.needed");

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private ConsumerGroups() {}

    /** Waits until every group has taken every record that there is. */
    static void awaitThrough(LocalStack stack) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            for (String kafkaTopic : WAY) {
                if (kafkaTopic.equals("coaching.outcomes")) {
                    assertThat(outcomesToCome(stack)).as("coaching's outbox").isZero();
                }
                for (String group : groupsOf(stack, kafkaTopic)) {
                    assertThat(left(stack, group, kafkaTopic))
                            .as(group + " on " + kafkaTopic)
                            .isZero();
                }
            }
        });
    }

    /** Sets every group back to the first record of everything it reads; waits for its last member to be gone. */
    static Set<String> rewind(LocalStack stack) throws ExecutionException, InterruptedException {
        Set<String> groups = new TreeSet<>();
        try (Admin admin = admin(stack)) {
            for (String group : groups(admin)) {
                Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
                offsets(admin, group).keySet().forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
                await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                    admin.alterConsumerGroupOffsets(group, beginning).all().get();
                    return true;
                });
                groups.add(group);
            }
        }
        return groups;
    }

    private static Set<String> groupsOf(LocalStack stack, String kafkaTopic)
            throws ExecutionException, InterruptedException {
        Set<String> reading = new TreeSet<>();
        try (Admin admin = admin(stack)) {
            for (String group : groups(admin)) {
                if (offsets(admin, group).keySet().stream()
                        .anyMatch(each -> each.topic().equals(kafkaTopic))) {
                    reading.add(group);
                }
            }
        }
        return reading;
    }

    private static long left(LocalStack stack, String group, String kafkaTopic) throws InterruptedException {
        try (KafkaReader reader = new KafkaReader(stack.kafkaBootstrap())) {
            Map<Integer, Long> committed = new TreeMap<>(reader.committed(group, kafkaTopic));
            long[] left = {0};
            reader.read(
                    kafkaTopic,
                    record -> left[0] += record.offset() < committed.getOrDefault(record.partition(), 0L) ? 0 : 1);
            return left[0];
        }
    }

    /** What coaching has decided and Kafka has not yet. */
    private static int outcomesToCome(LocalStack stack) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM outbox")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<String> groups(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static Admin admin(LocalStack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()));
    }
}
