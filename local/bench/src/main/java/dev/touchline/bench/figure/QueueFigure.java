package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.OpenLoop;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.Schedule;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.QueueChanges;
import dev.touchline.bench.stack.StoredQueue;
import dev.touchline.local.Api;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Pages and polls of 400 teams' queues on top of a long history. */
public final class QueueFigure {
    private static final int OPEN = 20_000;
    private static final int PER_SECOND = 500;
    private static final int CHANGES_PER_SECOND = 50;
    private static final int CONNECTIONS = 32;
    private static final int MOST = 5_000_000;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bench bench;
    private final List<Trial> pages = new ArrayList<>();
    private final List<Trial> unchanged = new ArrayList<>();

    public QueueFigure(Bench bench) {
        this.bench = bench;
    }

    private record Trial(
            double perSecond, double p50, double p99, double max, double serviceMicros, double databaseMicros) {}

    /** One table: pages at a fixed rate while queues change, pages and 304s as fast as they go. */
    public Table run() throws IOException, InterruptedException {
        List<String> teams = IntStream.range(0, StoredQueue.TEAMS)
                .mapToObj(StoredQueue::team)
                .toList();
        bench.progress()
                .say("queue: writing %,d closed and %,d open items"
                        .formatted(bench.plan().closed(), OPEN));
        StoredQueue.setUpTeams(bench.stack(), teams);
        new StoredQueue(bench.stack()).write(bench.plan().closed(), OPEN);
        String token = bench.stack().token(StoredQueue.SUPERVISOR);
        List<byte[]> full = new ArrayList<>();
        int bytes = 0;
        for (String team : teams) {
            bytes = Math.max(bytes, page(team, token).body().getBytes(StandardCharsets.UTF_8).length);
            full.add(request(team, token, ""));
        }
        bench.progress().say("queue: warming up");
        closed(RequestSource.turns(full), OK, bench.plan().cold());
        Trial steady = steady(RequestSource.turns(full));
        List<byte[]> conditional = new ArrayList<>();
        for (String team : teams) {
            String etag = page(team, token).headers().firstValue("ETag").orElseThrow();
            conditional.add(request(team, token, "If-None-Match: " + etag + "\r\n"));
        }
        closed(RequestSource.turns(conditional), NOT_MODIFIED, bench.plan().cold());
        for (int round = 1; round <= bench.plan().rounds(); round++) {
            bench.progress()
                    .say("queue: round %d of %d".formatted(round, bench.plan().rounds()));
            pages.add(closed(RequestSource.turns(full), OK, bench.plan().round()));
            unchanged.add(closed(
                    RequestSource.turns(conditional), NOT_MODIFIED, bench.plan().round()));
        }
        return table(steady, bytes);
    }

    private Trial steady(RequestSource source) throws IOException, InterruptedException {
        bench.progress().say("queue: %d pages a second".formatted(PER_SECOND));
        try (QueueChanges changes = QueueChanges.start(bench.stack(), CHANGES_PER_SECOND)) {
            CpuMeter cpu = CpuMeter.start(bench.stack().pids());
            OpenLoop.Run asked = OpenLoop.run(
                    bench.loop(),
                    bench.stack().address(Service.COACHING),
                    source,
                    Schedule.evenly(System.nanoTime(), PER_SECOND),
                    (int) (PER_SECOND * bench.plan().latency().toSeconds()),
                    OK,
                    PATIENCE);
            Map<String, Duration> used = cpu.used();
            if (asked.failed() > 0) {
                throw new IOException("Pages failed: " + asked.firstFailure());
            }
            changes.check();
            Histogram latency = asked.latency();
            return trial(PER_SECOND, latency, used);
        }
    }

    private Trial closed(RequestSource source, int expected, Duration time) throws InterruptedException {
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        Measured measured = ClosedLoop.run(
                bench.loop(),
                bench.stack().address(Service.COACHING),
                CONNECTIONS,
                source,
                expected,
                new ClosedLoop.Bounds(time, MOST));
        Map<String, Duration> used = cpu.used();
        if (measured.failed() > 0) {
            throw new IllegalStateException("Polls failed: " + measured.firstFailure());
        }
        return trial(measured.perSecond(), measured.latency(), used);
    }

    private static Trial trial(double perSecond, Histogram latency, Map<String, Duration> used) {
        return new Trial(
                perSecond,
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getMaxValue() / 1e6,
                Medians.micros(used, Service.COACHING.label(), latency.getTotalCount()),
                Medians.micros(used, "postgres", latency.getTotalCount()));
    }

    private Api.Answer page(String team, String token) throws IOException, InterruptedException {
        return bench.stack().api().get(path(team), token).orFail("Reading a queue");
    }

    private static String path(String team) {
        return "/api/coaching/v1/teams/" + team + "/queue";
    }

    private byte[] request(String team, String token, String condition) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(path(team), bench.stack().authority(Service.COACHING), token, condition)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Table table(Trial steady, int bytes) {
        List<Column> columns = List.of(
                new Column("what", "poll"),
                new Column("perSecond", "req/s"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("maxMs", "max ms"),
                new Column("serviceMicros", "coaching CPU us"),
                new Column("databaseMicros", "PostgreSQL CPU us"),
                new Column("ratio", "ratio"));
        double base = Medians.of(pages, Trial::perSecond);
        return new Table(
                "queue",
                "%,d open items of %d teams, %,d closed"
                        .formatted(OPEN, StoredQueue.TEAMS, bench.plan().closed()),
                columns,
                List.of(
                        line("page of 50 (%,d bytes), open loop".formatted(bytes), List.of(steady), Double.NaN),
                        line("page of 50, closed loop", pages, base),
                        line("304, closed loop", unchanged, base)),
                List.of(
                        "Open loop: from when each was due, while %d items a second get more evidence."
                                .formatted(CHANGES_PER_SECOND),
                        "Closed loop: %d connections, medians of %d rounds in turns; all teams in turns."
                                .formatted(CONNECTIONS, bench.plan().rounds())));
    }

    private static Map<String, Object> line(String what, List<Trial> trials, double base) {
        double perSecond = Medians.of(trials, Trial::perSecond);
        return row(
                "what", what,
                "perSecond", perSecond,
                "p50Ms", Medians.of(trials, Trial::p50),
                "p99Ms", Medians.of(trials, Trial::p99),
                "maxMs", Medians.of(trials, Trial::max),
                "serviceMicros", Medians.of(trials, Trial::serviceMicros),
                "databaseMicros", Medians.of(trials, Trial::databaseMicros),
                "ratio", perSecond / base);
    }
}
