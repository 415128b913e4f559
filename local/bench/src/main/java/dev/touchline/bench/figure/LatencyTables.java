package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.BenchStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The latency figure as tables. */
final class LatencyTables {
    private static final double MILLISECOND = 1e6;

    private static final List<Column> TIMES = List.of(
            new Column("rate", "posts/s"),
            new Column("what", "from due to"),
            new Column("p50Ms", "p50 ms"),
            new Column("p90Ms", "p90 ms"),
            new Column("p99Ms", "p99 ms"),
            new Column("maxMs", "max ms"),
            new Column("samples", "samples"),
            new Column("missing", "missing"));

    private LatencyTables() {}

    static List<Table> of(List<LatencyRun> runs) {
        return List.of(latency(runs), hops(runs), cpu(runs));
    }

    private static Table latency(List<LatencyRun> runs) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (LatencyRun run : runs) {
            rows.add(times(
                    run.rate(),
                    "202 Accepted",
                    run.posted().latency(),
                    run.posted().failed()));
            rows.add(times(run.rate(), "item visible", run.visible(), run.neverSeen()));
            notes.add(
                    "At %d/s the generator wrote its requests %.2f ms late (p99 %.1f ms); that is part of the figures."
                            .formatted(
                                    run.rate(),
                                    run.posted().lag().getValueAtPercentile(50) / MILLISECOND,
                                    run.posted().lag().getValueAtPercentile(99) / MILLISECOND));
            addFailure(notes, run.posted().firstFailure());
            addFailure(notes, run.sightings().failure());
        }
        notes.add("Open loop: from the time at which a post was due, whether or not it could be sent then.");
        notes.add(
                "Every post opens an item. Visible: a long poll of the team's queue has shown it; one team in ten is watched.");
        return new Table("latency", "POST to item visible", TIMES, rows, notes);
    }

    /** Ours beside the bare pipeline at the same rate. */
    static Table beside(LatencyRun ours, Histogram bare) {
        Histogram visible = ours.visible();
        return new Table(
                "latency-bare",
                "Beside a bare transactional pipeline",
                List.of(
                        new Column("rate", "posts/s"),
                        new Column("percentile", "percentile"),
                        new Column("oursMs", "ours ms"),
                        new Column("bareMs", "bare ms"),
                        new Column("toBare", "ours : bare")),
                List.of(beside(ours.rate(), visible, bare, 50), beside(ours.rate(), visible, bare, 99)),
                List.of(
                        "Bare: endpoint, Kafka, a processor that counts (exactly once, the same settings), Kafka, one insert"
                                + " a poll; done at its commit. Ours: until a long poll has shown the item."));
    }

    private static Map<String, Object> beside(int rate, Histogram visible, Histogram bare, int percentile) {
        double ours = visible.getValueAtPercentile(percentile) / MILLISECOND;
        double theirs = bare.getValueAtPercentile(percentile) / MILLISECOND;
        return row(
                "rate",
                rate,
                "percentile",
                percentile,
                "oursMs",
                ours,
                "bareMs",
                theirs,
                "toBare",
                ours / Math.max(0.001, theirs));
    }

    private static void addFailure(List<String> notes, @Nullable String failure) {
        if (failure != null) {
            notes.add("FAILED: " + failure);
        }
    }

    private static Map<String, Object> times(int rate, String what, Histogram nanos, long missing) {
        return row(
                "rate",
                rate,
                "what",
                what,
                "p50Ms",
                nanos.getValueAtPercentile(50) / MILLISECOND,
                "p90Ms",
                nanos.getValueAtPercentile(90) / MILLISECOND,
                "p99Ms",
                nanos.getValueAtPercentile(99) / MILLISECOND,
                "maxMs",
                nanos.getMaxValue() / MILLISECOND,
                "samples",
                nanos.getTotalCount(),
                "missing",
                missing);
    }

    private static Table hops(List<LatencyRun> runs) {
        List<Column> columns = List.of(
                new Column("rate", "posts/s"),
                new Column("hop", "hop"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LatencyRun run : runs) {
            rows.add(hop(run.rate(), "due -> appended to survey.responses", run.dueToPublished()));
            rows.add(hop(run.rate(), "-> appended to coaching.needed", run.publishedToRaised()));
            rows.add(hop(run.rate(), "-> visible in the queue", run.raisedToVisible()));
        }
        return new Table(
                "latency-hops",
                "Where that time goes",
                columns,
                rows,
                List.of("From the broker's append times, whole milliseconds, read back after the load; the wait for"
                        + " alerting's commit is in the last hop. Percentiles do not add up."));
    }

    private static Map<String, Object> hop(int rate, String name, Histogram nanos) {
        return row(
                "rate",
                rate,
                "hop",
                name,
                "p50Ms",
                nanos.getValueAtPercentile(50) / MILLISECOND,
                "p99Ms",
                nanos.getValueAtPercentile(99) / MILLISECOND);
    }

    private static Table cpu(List<LatencyRun> runs) {
        List<Column> columns = new ArrayList<>(List.of(new Column("rate", "posts/s")));
        runs.getFirst().cpu().keySet().forEach(name -> columns.add(new Column(name, name)));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LatencyRun run : runs) {
            Map<String, Object> row = row("rate", run.rate());
            int posts = run.posted().answeredAt().length;
            run.cpu().forEach((name, used) -> row.put(name, used.toNanos() / 1e3 / posts));
            rows.add(row);
        }
        return new Table(
                "latency-cpu",
                "CPU microseconds a post, by process",
                columns,
                rows,
                List.of("\"" + BenchStack.GENERATOR + "\" posts and watches the queues."));
    }
}
