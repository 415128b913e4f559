package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.http.EventReaders;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.QueueChanges;
import dev.touchline.bench.stack.StoredQueue;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** How soon 2,000 readers of live queues on one instance hear of a change that another instance made. */
public final class StreamFigure {
    private static final int READERS = 2_000;
    private static final int OPEN = 20_000;
    private static final int[] CHANGES_PER_SECOND = {10, 50, 200};
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Bench bench;

    public StreamFigure(Bench bench) {
        this.bench = bench;
    }

    /** One table, a row for each rate. */
    public Table run() throws IOException, InterruptedException {
        List<String> teams = IntStream.range(0, StoredQueue.TEAMS)
                .mapToObj(StoredQueue::team)
                .toList();
        bench.progress().say("stream: writing %,d open items".formatted(OPEN));
        StoredQueue.setUpTeams(bench.stack(), teams);
        new StoredQueue(bench.stack()).write(0, OPEN);
        String token = bench.stack().token(StoredQueue.SUPERVISOR);
        List<byte[]> requests = teams.stream().map(team -> request(team, token)).toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        bench.progress().say("stream: %,d readers come".formatted(READERS));
        try (EventReaders readers =
                EventReaders.connect(bench.stack().address(Service.COACHING), requests, READERS, PATIENCE)) {
            rows.add(idle());
            run(readers, CHANGES_PER_SECOND[1], bench.plan().cold());
            for (int perSecond : CHANGES_PER_SECOND) {
                bench.progress().say("stream: %d changes a second".formatted(perSecond));
                rows.add(run(readers, perSecond, bench.plan().latency()));
            }
        }
        return table(rows);
    }

    private Map<String, Object> idle() throws InterruptedException {
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        Duration time = bench.plan().round();
        Thread.sleep(time);
        return row(
                "changes",
                0,
                "service",
                share(cpu.used(), Service.COACHING.label(), time),
                "database",
                share(cpu.used(), "postgres", time));
    }

    private Map<String, Object> run(EventReaders readers, int perSecond, Duration time)
            throws IOException, InterruptedException {
        readers.forget();
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        try (QueueChanges changes = QueueChanges.start(bench.stack(), perSecond, readers::changed)) {
            Thread.sleep(time);
            changes.check();
        }
        Map<String, Duration> used = cpu.used();
        Histogram latency = readers.heard(PATIENCE);
        return row(
                "changes",
                perSecond,
                "deliveries",
                latency.getTotalCount(),
                "p50Ms",
                latency.getValueAtPercentile(50) / 1e6,
                "p99Ms",
                latency.getValueAtPercentile(99) / 1e6,
                "maxMs",
                latency.getMaxValue() / 1e6,
                "service",
                share(used, Service.COACHING.label(), time),
                "database",
                share(used, "postgres", time));
    }

    private static double share(Map<String, Duration> used, String process, Duration time) {
        return 100.0 * used.getOrDefault(process, Duration.ZERO).toNanos() / time.toNanos();
    }

    private byte[] request(String team, String token) {
        return "GET /api/coaching/v1/teams/%s/queue/stream HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(team, bench.stack().authority(Service.COACHING), token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Table table(List<Map<String, Object>> rows) {
        List<Column> columns = List.of(
                new Column("changes", "changes/s"),
                new Column("deliveries", "deliveries"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("maxMs", "max ms"),
                new Column("service", "coaching CPU % of a core"),
                new Column("database", "PostgreSQL CPU % of a core"));
        return new Table(
                "stream",
                "%,d readers of %d teams' live queues on one instance".formatted(READERS, StoredQueue.TEAMS),
                columns,
                rows,
                List.of("From just before the commit of a change, made past the service as by another instance, until a"
                        + " reader's event names it or a later one; every reader of the team counts."));
    }
}
