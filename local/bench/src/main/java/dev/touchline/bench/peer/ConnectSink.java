package dev.touchline.bench.peer;

import dev.touchline.backing.Ports;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka Connect, standalone in a JVM of its own, with Debezium's JDBC sink at its best: two tasks, 2,000 rows a batch,
 * {@code unnest}, and the schema told once instead of with every record.
 */
public final class ConnectSink implements AutoCloseable {
    /** The Kafka topic that it reads. */
    public static final String KAFKA_TOPIC = "bench.sink";
    /** The consumer group that it reads it as. */
    public static final String GROUP = "connect-bench-sink";

    private static final String BATCH = "2000";
    private static final int TAIL_LINES = 20;

    private final Process process;
    private final Path log;

    private ConnectSink(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param libraries what {@code ./touchline bench --peers} downloads */
    public record Setting(Path libraries, Path folder, String bootstrap, String jdbcUrl) {}

    /** Makes its table and starts it; the Kafka topic must be there. */
    public static ConnectSink start(Setting setting) throws IOException {
        if (!Files.isDirectory(setting.libraries())) {
            throw new IOException("The peers are not there; ./touchline bench --peers downloads them.");
        }
        Path folder = Files.createDirectories(setting.folder());
        createTable(setting.jdbcUrl());
        Path worker = write(folder.resolve("worker.properties"), worker(setting));
        Path sink = write(folder.resolve("sink.properties"), sink(setting));
        Path log = folder.resolve("connect.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        setting.libraries() + "/*",
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        worker.toString(),
                        sink.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ConnectSink(process, log);
    }

    /** What feedback-service wrote, in the form that the sink can take. */
    public static List<ProducerRecord<byte[], byte[]>> rows(List<ConsumerRecord<byte[], byte[]>> written) {
        return written.stream()
                .map(record -> SinkRows.flat(KAFKA_TOPIC, record.key(), record.value()))
                .toList();
    }

    private static Map<String, String> worker(Setting setting) {
        return Map.of(
                "bootstrap.servers",
                setting.bootstrap(),
                "key.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter",
                "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable",
                "true",
                "value.converter.schema.content",
                SinkRows.schema(),
                "offset.storage.file.filename",
                setting.folder().resolve("offsets").toString(),
                "offset.flush.interval.ms",
                "200",
                "consumer.max.poll.records",
                BATCH,
                "listeners",
                "http://127.0.0.1:" + Ports.free(),
                "plugin.discovery",
                "service_load");
    }

    private static Map<String, String> sink(Setting setting) {
        return Map.ofEntries(
                Map.entry("name", "bench-sink"),
                Map.entry("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector"),
                Map.entry("tasks.max", "2"),
                Map.entry("topics", KAFKA_TOPIC),
                Map.entry("connection.url", setting.jdbcUrl() + "&reWriteBatchedInserts=true"),
                Map.entry("connection.username", "touchline"),
                Map.entry("connection.password", "none"),
                Map.entry("insert.mode", "upsert"),
                Map.entry("primary.key.mode", "record_value"),
                Map.entry("primary.key.fields", "source,responseId"),
                Map.entry("schema.evolution", "none"),
                Map.entry("quote.identifiers", "true"),
                Map.entry("collection.name.format", SinkRows.TABLE),
                Map.entry("batch.size", BATCH),
                Map.entry("dialect.postgres.unnest.insert.enabled", "true"));
    }

    private static Path write(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private static void createTable(String jdbcUrl) throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String each : SinkRows.DDL) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IOException("The sink's table could not be made", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The end of what it said, for messages. */
    public String tail() throws IOException {
        List<String> lines =
                Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
