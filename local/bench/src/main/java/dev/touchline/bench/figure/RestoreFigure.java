package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.Backlog;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.bench.stack.KafkaRecords;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long alerting is away that has lost its state directory: from the start of its process until it judges again,
 * with what it knows of so many agents and topics to be read back from Kafka.
 */
public final class RestoreFigure {
    private static final String CHANGELOG = "alerting-service-memory-changelog";

    /** A response of the demo rates three topics. */
    private static final int TOPICS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<Column> COLUMNS = List.of(
            new Column("states", "agent-topic states"),
            new Column("changelogRecords", "changelog records"),
            new Column("emptySeconds", "start, nothing known s"),
            new Column("seconds", "start s"),
            new Column("restoreSeconds", "restore s"));

    private final Bench bench;

    public RestoreFigure(Bench bench) {
        this.bench = bench;
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        List<ProducerRecord<byte[], byte[]>> patterns =
                AlertingLoad.patterns(DemoEvents.written(bench), AlertingLoad.RESPONSES);
        bench.progress().say("restore: stopping what is beside it");
        bench.stack().stop(List.of(Service.COACHING, Service.GOALS, Service.FEEDBACK));
        int responses = bench.plan().states() / TOPICS;
        double empty = startWithoutState();
        bench.progress().say("restore: %,d responses, each of an agent of its own".formatted(responses));
        seed(patterns, responses);
        double full = startWithoutState();
        Map<String, Object> row = row(
                "states",
                (long) responses * TOPICS,
                "changelogRecords",
                changelog(),
                "emptySeconds",
                empty,
                "seconds",
                full,
                "restoreSeconds",
                full - empty);
        List<String> notes = List.of(
                "From the start of the process until it is ready; three topics a response; the changelog is as written,"
                        + " not compacted.");
        return new Table(
                "restore", "Restore: alerting starts without its state directory", COLUMNS, List.of(row), notes);
    }

    private void seed(List<ProducerRecord<byte[], byte[]>> patterns, int responses)
            throws IOException, InterruptedException {
        String bootstrap = bench.stack().bootstrap();
        try (Backlog backlog = new Backlog(bootstrap, patterns);
                GroupLag lag = new GroupLag(bootstrap, "alerting-service", AlertingLoad.RESPONSES)) {
            Duration step = Duration.ofDays(1).dividedBy(responses);
            backlog.write(responses, Instant.now().minus(Duration.ofDays(1)), step, responses);
            lag.awaitNothingLeft(PATIENCE);
        }
    }

    private double startWithoutState() throws IOException {
        bench.stack().stop(List.of(Service.ALERTING));
        try (Stream<Path> all = Files.walk(bench.stack().alertingState())) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        bench.progress().say("restore: starting without a state directory");
        long start = System.nanoTime();
        bench.stack().restart(Service.ALERTING, Map.of());
        return (System.nanoTime() - start) / 1e9;
    }

    private long changelog() {
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap())) {
            return records.count(CHANGELOG);
        }
    }
}
