package dev.touchline.local.crash;

import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Waits until every record has had its effect: no reader has records left, and no outbox a row. */
final class Settled {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Reads a Kafka topic for its effects. */
    record Reader(String group, String kafkaTopic) {}

    /** Group and name of the consumer that opens items. */
    static final String COACHING_NEEDS = "coaching-needs";

    /** In the order of the data's way, so that whoever is through stays through. */
    static final List<Reader> READERS = List.of(
            new Reader("alerting-service", "survey.responses"),
            new Reader("coaching-responses", "survey.responses"),
            new Reader(COACHING_NEEDS, "coaching.needed"),
            new Reader("goals-needs", "coaching.needed"),
            new Reader("goals-outcomes", "coaching.outcomes"));

    private Settled() {}

    static void await(LocalStack stack) {
        for (Reader reader : READERS) {
            Awaitility.await(reader.group() + " has read " + reader.kafkaTopic())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> lag(stack.kafkaBootstrap(), reader) == 0);
        }
        Awaitility.await("coaching's outbox is empty").atMost(PATIENCE).until(() -> outbox(stack) == 0);
    }

    /**
     * How many records the group has not committed yet. Counts records, not offsets: the marks of transactions have
     * offsets too, and nobody commits those alone.
     */
    static int lag(String bootstrap, Reader reader) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaConsumer<String, String> consumer = WholeTopic.consumer(bootstrap)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(reader.group())
                    .partitionsToOffsetAndMetadata()
                    .get();
            List<TopicPartition> partitions = WholeTopic.partitions(consumer, reader.kafkaTopic());
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata offset = committed.get(partition);
                consumer.seek(partition, offset == null ? 0 : offset.offset());
            }
            return WholeTopic.rest(consumer).size();
        }
    }

    private static int outbox(LocalStack stack) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM outbox")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
