package dev.touchline.bench.figure;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.OpenLoop;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.Schedule;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.StoredHistory;
import dev.touchline.local.Api;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long a supervisor waits for the heat map of a team, and whether it stays so while history grows tenfold. */
public final class HeatMapFigure {
    private static final int PERIOD = 30;
    private static final int PER_SECOND = 20;
    private static final int GROWTH = 10;
    private static final int MOST_WARM_UPS = 2000;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bench bench;
    private final StoredHistory history;

    public HeatMapFigure(Bench bench) {
        this.bench = bench;
        this.history = new StoredHistory(bench.stack(), bench.plan().stored());
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        bench.stack().stop(List.of(Service.ALERTING, Service.COACHING, Service.GOALS));
        // What ingest left in Kafka is not to be caught up with meanwhile.
        bench.stack().restart(Service.FEEDBACK, Map.of("touchline.feedback.read-model.writers", "0"));
        history.setUpTeam(bench.stack());
        long all = bench.plan().stored();
        List<Map<String, Object>> rows = new ArrayList<>();
        bench.progress().say("heatmap: writing %,d responses".formatted(all / GROWTH));
        history.write(0, all / GROWTH);
        rows.add(measure(all / GROWTH));
        bench.progress().say("heatmap: writing %,d more".formatted(all - all / GROWTH));
        history.write(all / GROWTH, all);
        rows.add(measure(all));
        return table(rows);
    }

    private Map<String, Object> measure(long stored) throws IOException, InterruptedException {
        bench.progress().say("heatmap: asking with %,d stored".formatted(stored));
        LocalDate last = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        String path = "/api/feedback/v1/insights/heatmap?team=%s&from=%s&to=%s"
                .formatted(StoredHistory.TEAM, last.minusDays(PERIOD - 1), last);
        String token = bench.stack().token("supervisor:" + StoredHistory.TEAM);
        Api.Answer answer = bench.stack().api().get(path, token).orFail("Reading the heat map");
        int cells = answer.json().path("cells").size();
        if (cells != StoredHistory.TEAM_SIZE * StoredHistory.TOPICS) {
            throw new IllegalStateException("The heat map has %d cells".formatted(cells));
        }
        RequestSource source = RequestSource.constant("GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, bench.stack().authority(Service.FEEDBACK), token)
                .getBytes(StandardCharsets.US_ASCII));
        ClosedLoop.run(
                bench.loop(),
                bench.stack().address(Service.FEEDBACK),
                1,
                source,
                OK,
                new ClosedLoop.Bounds(bench.plan().cold(), MOST_WARM_UPS));
        return row(stored, answer.body().getBytes(StandardCharsets.UTF_8).length, source);
    }

    private Map<String, Object> row(long stored, int bytes, RequestSource source)
            throws IOException, InterruptedException {
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        OpenLoop.Run asked = OpenLoop.run(
                bench.loop(),
                bench.stack().address(Service.FEEDBACK),
                source,
                Schedule.evenly(System.nanoTime(), PER_SECOND),
                (int) (PER_SECOND * bench.plan().latency().toSeconds()),
                OK,
                PATIENCE);
        Map<String, Duration> used = cpu.used();
        if (asked.failed() > 0) {
            throw new IOException("Heat maps failed: " + asked.firstFailure());
        }
        Histogram latency = asked.latency();
        return Table.row(
                "stored",
                stored,
                "days",
                history.days(stored),
                "sums",
                history.sums(),
                "bytes",
                bytes,
                "p50Ms",
                latency.getValueAtPercentile(50) / 1e6,
                "p99Ms",
                latency.getValueAtPercentile(99) / 1e6,
                "maxMs",
                latency.getMaxValue() / 1e6,
                "serviceMicros",
                Medians.micros(used, Service.FEEDBACK.label(), latency.getTotalCount()),
                "databaseMicros",
                Medians.micros(used, "postgres", latency.getTotalCount()));
    }

    private Table table(List<Map<String, Object>> rows) {
        List<Column> columns = List.of(
                new Column("stored", "responses"),
                new Column("days", "of days"),
                new Column("sums", "sums"),
                new Column("bytes", "bytes"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("maxMs", "max ms"),
                new Column("serviceMicros", "feedback CPU us"),
                new Column("databaseMicros", "PostgreSQL us"));
        return new Table(
                "heatmap",
                "Heat map of %d agents and %d topics over %d days"
                        .formatted(StoredHistory.TEAM_SIZE, StoredHistory.TOPICS, PERIOD),
                columns,
                rows,
                List.of("Open loop, %d a second for %d s, from when each was due."
                        .formatted(PER_SECOND, bench.plan().latency().toSeconds())));
    }
}
