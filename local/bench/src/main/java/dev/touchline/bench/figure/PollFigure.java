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
import dev.touchline.bench.stack.Pairs;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.Api;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a supervisor's poll costs: a page of 50 items, and the 304 that answers when nothing changed. */
public final class PollFigure {
    private static final int CONNECTIONS = 16;
    private static final int PAGE = 50;
    private static final int FILL_RATE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PATH = "/api/coaching/v1/teams/" + Teams.team(0) + "/queue?kind=coaching&limit=" + PAGE;

    private final Bench bench;
    private final List<Trial> pages = new ArrayList<>();
    private final List<Trial> unchanged = new ArrayList<>();

    public PollFigure(Bench bench) {
        this.bench = bench;
    }

    private record Trial(Measured measured, double serviceMicros, double databaseMicros) {}

    /** One table: the full page, the 304, and how they compare. */
    public Table run() throws IOException, InterruptedException {
        String token = bench.stack().token("supervisor:" + Teams.team(0));
        fill(token);
        Api.Answer page = settled(token);
        String etag = page.headers().firstValue("ETag").orElseThrow();
        byte[] full = request(token, "");
        byte[] conditional = request(token, "If-None-Match: " + etag + "\r\n");
        bench.progress().say("poll: warming up");
        load(full, 200, bench.plan().cold());
        load(conditional, 304, bench.plan().warmUp());
        for (int round = 1; round <= bench.plan().rounds(); round++) {
            bench.progress()
                    .say("poll: round %d of %d".formatted(round, bench.plan().rounds()));
            pages.add(load(full, 200, bench.plan().round()));
            unchanged.add(load(conditional, 304, bench.plan().round()));
        }
        return table(page.body().getBytes(StandardCharsets.UTF_8).length);
    }

    /** Opens more than a page of items in the team's queue. */
    private void fill(String token) throws InterruptedException, IOException {
        bench.progress().say("poll: filling a queue");
        long firstId = bench.ids().getAndAdd(Pairs.reserved());
        RequestSource source = RequestSource.posts(
                bench.posts().poor(),
                firstId,
                id -> Pairs.reservedAgent(id - firstId),
                id -> Pairs.reservedTopic(id - firstId));
        OpenLoop.Run posted = OpenLoop.run(
                bench.loop(),
                bench.stack().address(Service.FEEDBACK),
                source,
                Schedule.evenly(System.nanoTime(), FILL_RATE),
                Pairs.reserved(),
                202,
                PATIENCE);
        if (posted.failed() > 0) {
            throw new IOException("The queue could not be filled: " + posted.firstFailure());
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (page(token).json().path("items").size() < PAGE) {
            if (System.nanoTime() > until) {
                throw new IOException("The queue did not fill up");
            }
            Thread.sleep(100);
        }
    }

    /** The page once it has stopped changing. */
    private Api.Answer settled(String token) throws IOException, InterruptedException {
        Api.Answer last = page(token);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Thread.sleep(1000);
            Api.Answer next = page(token);
            if (next.headers().firstValue("ETag").equals(last.headers().firstValue("ETag"))) {
                return next;
            }
            last = next;
        }
        throw new IOException("The queue keeps changing");
    }

    private Api.Answer page(String token) throws IOException, InterruptedException {
        return bench.stack().api().get(PATH, token).orFail("Reading the queue");
    }

    private byte[] request(String token, String condition) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(PATH, bench.stack().authority(Service.COACHING), token, condition)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Trial load(byte[] request, int expected, Duration time) throws InterruptedException {
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        Measured measured = ClosedLoop.run(
                bench.loop(),
                bench.stack().address(Service.COACHING),
                CONNECTIONS,
                RequestSource.constant(request),
                expected,
                new ClosedLoop.Bounds(time, 5_000_000));
        if (measured.failed() > 0) {
            throw new IllegalStateException("Polls failed: " + measured.firstFailure());
        }
        Map<String, Duration> used = cpu.used();
        return new Trial(
                measured,
                Medians.micros(used, Service.COACHING.label(), measured.answered()),
                Medians.micros(used, "postgres", measured.answered()));
    }

    private Table table(int bytes) {
        List<Column> columns = List.of(
                new Column("what", "poll"),
                new Column("perSecond", "req/s"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("serviceMicros", "coaching CPU us"),
                new Column("databaseMicros", "PostgreSQL CPU us"),
                new Column("ratio", "ratio"));
        double base = Medians.of(pages, trial -> trial.measured().perSecond());
        return new Table(
                "poll",
                "Polling a queue",
                columns,
                List.of(
                        line("page of %d (%,d bytes)".formatted(PAGE, bytes), pages, base),
                        line("304, nothing changed", unchanged, base)),
                List.of("Closed loop, %d connections, medians of %d rounds taken in turns; CPU a request."
                        .formatted(CONNECTIONS, bench.plan().rounds())));
    }

    private static Map<String, Object> line(String what, List<Trial> trials, double base) {
        double perSecond = Medians.of(trials, trial -> trial.measured().perSecond());
        return row(
                "what", what,
                "perSecond", perSecond,
                "p50Ms", Medians.of(trials, trial -> trial.measured().millis(50)),
                "p99Ms", Medians.of(trials, trial -> trial.measured().millis(99)),
                "serviceMicros", Medians.of(trials, Trial::serviceMicros),
                "databaseMicros", Medians.of(trials, Trial::databaseMicros),
                "ratio", perSecond / base);
    }
}
