package dev.touchline.bench.micro;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks of this package, short: enough to tell a microsecond from ten, not to split it. */
public final class Micro {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Micro() {}

    /** Time and allocation per call; JMH's own words go to standard error. */
    public static List<Table> run() throws IOException {
        Options options = new OptionsBuilder()
                .include("dev\\.touchline\\.bench\\.micro\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xmx512m", "-XX:+UseSerialGC")
                .build();
        try {
            return List.of(
                    table(new Runner(options, OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
                            .run()));
        } catch (RunnerException e) {
            throw new IOException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static Table table(Collection<RunResult> results) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            String name = result.getParams().getBenchmark();
            rows.add(row(
                    "benchmark", name.substring(Micro.class.getPackageName().length() + 1),
                    "nanos", time.getScore(),
                    "error", time.getScoreError(),
                    "bytes", allocated == null ? Double.NaN : allocated.getScore()));
        }
        List<Column> columns = List.of(
                new Column("benchmark", "benchmark"),
                new Column("nanos", "ns/op"),
                new Column("error", "+-"),
                new Column("bytes", "B/op"));
        return new Table(
                "micro",
                "The cores alone",
                columns,
                rows,
                List.of("JMH, average of 5 s after 3 s of warm-up, one fork; error at 99.9 %."));
    }
}
