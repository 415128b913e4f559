package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.load.OpenLoop;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.RequestTemplate;
import dev.touchline.bench.load.Schedule;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long senders wait for their 202 when the service has half as much to do as it should be able to: an open loop, so
 * that a stall counts for all who had to wait. Comes after {@link IngestFigure}, which says what it can do.
 */
public final class IngestLatency {
    /** Half of the 24,000 single posts a second that are the aim. */
    private static final int HALF_OF_THE_AIM = 12_000;

    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bench bench;
    private final List<RequestTemplate> templates;
    private final int most;

    /** @param most single posts a second that were just measured */
    public IngestLatency(Bench bench, double most) {
        this.bench = bench;
        this.templates = bench.posts().single();
        this.most = (int) most;
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        // An open loop above what the service can take measures nothing but how long it went on.
        int rate = Math.min(HALF_OF_THE_AIM, most / 2);
        bench.progress().say("ingest: waiting times at %,d/s".formatted(rate));
        load(rate, bench.plan().warmUp());
        OpenLoop.Run run = load(rate, bench.plan().latency());
        return table(rate, run);
    }

    private OpenLoop.Run load(int rate, Duration time) throws InterruptedException {
        int count = (int) (rate * time.toSeconds());
        long firstId = bench.ids().getAndAdd(count);
        return OpenLoop.run(
                bench.loop(),
                bench.stack().address(Service.FEEDBACK),
                RequestSource.posts(templates, firstId, id -> (int) (id % Teams.AGENTS), _ -> 0),
                Schedule.evenly(System.nanoTime(), rate),
                count,
                ACCEPTED,
                PATIENCE);
    }

    private Table table(int rate, OpenLoop.Run run) {
        Histogram latency = run.latency();
        List<Column> columns = List.of(
                new Column("perSecond", "posts/s"),
                new Column("p50Ms", "p50 ms"),
                new Column("p90Ms", "p90 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("maxMs", "max ms"),
                new Column("lagP99Ms", "late p99 ms"),
                new Column("samples", "samples"),
                new Column("missing", "missing"));
        Map<String, Object> line = row(
                "perSecond", rate,
                "p50Ms", millis(latency, 50),
                "p90Ms", millis(latency, 90),
                "p99Ms", millis(latency, 99),
                "maxMs", millis(latency, 100),
                "lagP99Ms", millis(run.lag(), 99),
                "samples", latency.getTotalCount(),
                "missing", run.failed());
        String half = rate == HALF_OF_THE_AIM
                ? "Half of the 24,000/s that are the aim."
                : "Half of the %,d/s that were just measured: below half of the aim.".formatted(most);
        List<String> notes = List.of(
                half + " Open loop, from when each post was due; at most 256 connections.",
                "late: how much after it was due the load generator sent a post; part of the latency.");
        return new Table("ingest-latency", "Single posts at half load", columns, List.of(line), notes);
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
