package dev.touchline.bench.figure;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.Backlog;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.bench.stack.KafkaRecords;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How fast the read model catches up: rows a second that feedback-service takes from Kafka into PostgreSQL with
 * {@code synchronous_commit} on. The clock runs from when all of the backlog lies there until its last offset is
 * committed; what the consumer took while it was written counts for neither.
 */
public final class ReadModelFigure {
    static final String OURS = "feedback-service";

    private static final String RESPONSES = "survey.responses";
    private static final String GROUP = "feedback-read-model";
    private static final int SAMPLES = 2400;
    private static final int CONNECTIONS = 16;
    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Bench bench;

    public ReadModelFigure(Bench bench) {
        this.bench = bench;
    }

    /**
     * One round of one subject.
     *
     * @param rows how many were left when the clock began to run
     */
    record Round(long rows, long nanos, Map<String, Duration> cpu) {
        double rowsPerSecond() {
            return rows * 1e9 / nanos;
        }

        double micros(String process) {
            return Medians.micros(cpu, process, rows);
        }
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        bench.progress().say("readmodel: stopping what is downstream");
        bench.stack().stop(List.of(Service.ALERTING, Service.COACHING, Service.GOALS));
        List<ConsumerRecord<byte[], byte[]>> samples = samples();
        List<Round> ours = new ArrayList<>();
        try (Backlog backlog = new Backlog(bench.stack().bootstrap(), RESPONSES, samples, event -> event);
                GroupLag lag = new GroupLag(bench.stack().bootstrap(), GROUP, RESPONSES)) {
            bench.progress().say("readmodel: warming up");
            round(backlog, lag);
            for (int i = 1; i <= bench.plan().rounds(); i++) {
                bench.progress()
                        .say("readmodel: round %d of %d".formatted(i, bench.plan().rounds()));
                ours.add(round(backlog, lag));
            }
        }
        return ReadModelTable.of(ours, bench.plan());
    }

    /** Also holds the service to its word: every response must be in the tables. */
    private Round round(Backlog backlog, GroupLag lag) throws IOException, InterruptedException {
        long before = stored();
        backlog.write(bench.plan().backlog());
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        long start = System.nanoTime();
        long rows = lag.left();
        lag.awaitNothingLeft(PATIENCE);
        Round round = new Round(rows, System.nanoTime() - start, cpu.used());
        long added = stored() - before;
        if (added != bench.plan().backlog()) {
            throw new IllegalStateException(
                    "LOST: %,d responses in Kafka, %,d in the read model".formatted(bench.plan().backlog(), added));
        }
        return round;
    }

    private List<ConsumerRecord<byte[], byte[]>> samples() throws IOException, InterruptedException {
        long firstId = bench.ids().getAndAdd(SAMPLES);
        RequestSource source =
                RequestSource.posts(bench.posts().single(), firstId, id -> (int) (id % Teams.AGENTS), _ -> 0);
        Measured posted = ClosedLoop.run(
                bench.loop(),
                bench.stack().address(Service.FEEDBACK),
                CONNECTIONS,
                source,
                ACCEPTED,
                new ClosedLoop.Bounds(PATIENCE, SAMPLES));
        if (posted.failed() > 0) {
            throw new IOException("The samples could not be posted: " + posted.firstFailure());
        }
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap());
                GroupLag lag = new GroupLag(bench.stack().bootstrap(), GROUP, RESPONSES)) {
            lag.awaitNothingLeft(PATIENCE);
            return records.first(RESPONSES, SAMPLES);
        }
    }

    private long stored() throws IOException {
        try (Connection connection = DriverManager.getConnection(bench.stack().jdbcUrl(Service.FEEDBACK));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM response")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IOException("The read model could not be counted", e);
        }
    }
}
