package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.peer.BareNeeds;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.bench.stack.KafkaRecords;
import dev.touchline.bench.stack.NeedBacklog;
import dev.touchline.bench.stack.Pairs;
import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How fast coaching-service takes needs from Kafka into its queues, {@code synchronous_commit} on, beside the same rows
 * inserted bare.
 */
public final class NeedsFigure {
    private static final String NEEDED = "coaching.needed";
    private static final String GROUP = "coaching-needs";
    private static final int ACCEPTED = 202;
    private static final int BATCH = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Map<String, Integer> MIXES = new LinkedHashMap<>();

    static {
        MIXES.put("each opens an item", 1);
        MIXES.put("one opens an item, four add to it", 5);
    }

    private final Bench bench;
    private final BareNeeds bare;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    public NeedsFigure(Bench bench) {
        this.bench = bench;
        this.bare = new BareNeeds(bench.stack().jdbcUrl(Service.COACHING));
    }

    private record Round(long needs, long nanos, long bareNeeds, long bareNanos, Map<String, Duration> cpu) {
        double perSecond() {
            return needs * 1e9 / nanos;
        }

        double barePerSecond() {
            return bareNeeds * 1e9 / bareNanos;
        }

        double micros(String process) {
            return Medians.micros(cpu, process, needs);
        }
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        bench.progress().say("needs: having some written");
        List<ConsumerRecord<byte[], byte[]>> samples = samples();
        bench.stack().stop(List.of(Service.ALERTING, Service.GOALS));
        bare.create();
        try (NeedBacklog backlog = new NeedBacklog(bench.stack().bootstrap(), samples);
                GroupLag lag = new GroupLag(bench.stack().bootstrap(), GROUP, NEEDED)) {
            bench.progress().say("needs: warming up");
            for (Map.Entry<String, Integer> mix : MIXES.entrySet()) {
                round(backlog, lag, "w%d-".formatted(mix.getValue()), mix.getValue());
            }
            for (int i = 1; i <= bench.plan().rounds(); i++) {
                bench.progress()
                        .say("needs: round %d of %d".formatted(i, bench.plan().rounds()));
                for (Map.Entry<String, Integer> mix : MIXES.entrySet()) {
                    Round round = round(backlog, lag, "n%d-%d-".formatted(i, mix.getValue()), mix.getValue());
                    rounds.computeIfAbsent(mix.getKey(), _ -> new ArrayList<>()).add(round);
                }
            }
        }
        for (Service service : List.of(Service.ALERTING, Service.GOALS)) {
            bench.stack().restart(service, Map.of());
        }
        return table();
    }

    private Round round(NeedBacklog backlog, GroupLag lag, String agents, int voices)
            throws IOException, InterruptedException {
        int records = bench.plan().needs();
        backlog.write(agents, records, voices);
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        long start = System.nanoTime();
        long left = lag.left();
        lag.awaitNothingLeft(PATIENCE);
        long nanos = System.nanoTime() - start;
        Map<String, Duration> used = cpu.used();
        long stored =
                count("SELECT coalesce(sum(evidence_count), 0) FROM item WHERE agent_id LIKE '%s%%'".formatted(agents));
        if (stored != records) {
            throw new IllegalStateException(
                    "LOST: %,d needs written, %,d pieces of evidence".formatted(records, stored));
        }
        return new Round(left, nanos, records, bare.insert(agents, records / BATCH), used);
    }

    private long count(String sql) throws IOException {
        try (Connection connection = DriverManager.getConnection(bench.stack().jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IOException("The queue could not be counted", e);
        }
    }

    /** Needs as alerting-service writes them of poor ratings. */
    private List<ConsumerRecord<byte[], byte[]>> samples() throws IOException, InterruptedException {
        long firstId = bench.ids().getAndAdd(Pairs.reserved());
        RequestSource source = RequestSource.posts(
                bench.posts().poor(),
                firstId,
                id -> Pairs.reservedAgent(id - firstId),
                id -> Pairs.reservedTopic(id - firstId));
        Measured posted = ClosedLoop.run(
                bench.loop(),
                bench.stack().address(Service.FEEDBACK),
                1,
                source,
                ACCEPTED,
                new ClosedLoop.Bounds(PATIENCE, Pairs.reserved()));
        if (posted.failed() > 0) {
            throw new IOException("The samples could not be posted: " + posted.firstFailure());
        }
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap());
                GroupLag lag = new GroupLag(bench.stack().bootstrap(), "alerting-service", "survey.responses")) {
            lag.awaitNothingLeft(PATIENCE);
            List<ConsumerRecord<byte[], byte[]>> written = records.first(NEEDED, Pairs.reserved());
            if (written.isEmpty()) {
                throw new IOException("Nothing was flagged");
            }
            return written;
        }
    }

    private Table table() {
        List<Column> columns = List.of(
                new Column("what", "needs"),
                new Column("perSecond", "needs/s"),
                new Column("serviceMicros", "coaching CPU us"),
                new Column("databaseMicros", "PostgreSQL CPU us"),
                new Column("brokerMicros", "Kafka CPU us"),
                new Column("barePerSecond", "bare needs/s"),
                new Column("toBare", "ours : bare"));
        List<Map<String, Object>> rows = new ArrayList<>();
        rounds.forEach((what, all) -> rows.add(row(
                "what", what,
                "perSecond", Medians.of(all, Round::perSecond),
                "serviceMicros", Medians.of(all, round -> round.micros(Service.COACHING.label())),
                "databaseMicros", Medians.of(all, round -> round.micros("postgres")),
                "brokerMicros", Medians.of(all, round -> round.micros("kafka")),
                "barePerSecond", Medians.of(all, Round::barePerSecond),
                "toBare", Medians.of(all, round -> round.perSecond() / round.barePerSecond()))));
        return new Table(
                "needs",
                "Needs from Kafka into the queue",
                columns,
                rows,
                List.of(
                        "%,d records a round, medians of %d rounds; the outcomes of what opened are published meanwhile."
                                .formatted(bench.plan().needs(), bench.plan().rounds()),
                        "Bare: the rows of item, need, evidence, response, topic_day and audit, by unnest, after each round."));
    }
}
