package dev.touchline.bench.peer;

import dev.touchline.bench.figure.SeenIds;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From Kafka into a table and nothing else: committed records, a transaction of one {@code unnest} a poll, offsets
 * after it. Each line of its file is a response's number and the microsecond of the epoch in which it was committed. A
 * program of its own: {@code BareSink BOOTSTRAP KAFKA_TOPIC JDBC_URL FILE}.
 */
public final class BareSink {
    /** Printed when it runs. */
    static final String READY = "ready";

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS bench_bare (id bigint PRIMARY KEY, seen_at timestamptz NOT NULL, value text NOT NULL)";
    private static final String INSERT = "INSERT INTO bench_bare (id, seen_at, value)"
            + " SELECT id, clock_timestamp(), value FROM unnest(?, ?) AS r (id, value) ON CONFLICT (id) DO NOTHING";
    private static final Duration POLL = Duration.ofMillis(200);

    private BareSink() {}

    public static void main(String[] args) throws SQLException, IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                args[0],
                "group.id",
                "bench-bare-sink",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "max.poll.records",
                2000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                Connection database = DriverManager.getConnection(args[2]);
                BufferedWriter times = Files.newBufferedWriter(Path.of(args[3]))) {
            try (Statement statement = database.createStatement()) {
                statement.execute(TABLE);
            }
            database.setAutoCommit(false);
            consumer.subscribe(List.of(args[1]));
            while (consumer.assignment().isEmpty()) {
                take(consumer, database, times);
            }
            System.out.println(READY);
            while (true) {
                take(consumer, database, times);
            }
        }
    }

    private static void take(KafkaConsumer<byte[], byte[]> consumer, Connection database, BufferedWriter times)
            throws SQLException, IOException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        List<Long> ids = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            SeenIds.scan(record.value(), id -> {
                ids.add(id);
                values.add(new String(record.value(), StandardCharsets.UTF_8));
            });
        }
        try (PreparedStatement insert = database.prepareStatement(INSERT)) {
            insert.setArray(1, database.createArrayOf("int8", ids.toArray()));
            insert.setArray(2, database.createArrayOf("text", values.toArray()));
            insert.executeUpdate();
        }
        database.commit();
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000;
        for (int i : IntStream.range(0, ids.size()).toArray()) {
            times.write(ids.get(i) + " " + micros + "\n");
        }
        times.flush();
        consumer.commitAsync();
    }
}
