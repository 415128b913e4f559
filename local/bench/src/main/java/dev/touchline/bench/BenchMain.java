package dev.touchline.bench;

import dev.touchline.bench.figure.BacktestFigure;
import dev.touchline.bench.figure.Bench;
import dev.touchline.bench.figure.ClaimsFigure;
import dev.touchline.bench.figure.FiltersFigure;
import dev.touchline.bench.figure.ForeignFigure;
import dev.touchline.bench.figure.HeatMapFigure;
import dev.touchline.bench.figure.IngestFigure;
import dev.touchline.bench.figure.LatencyFigure;
import dev.touchline.bench.figure.NeedsFigure;
import dev.touchline.bench.figure.NoiseFigure;
import dev.touchline.bench.figure.Plan;
import dev.touchline.bench.figure.PollFigure;
import dev.touchline.bench.figure.QueueFigure;
import dev.touchline.bench.figure.ReadModelFigure;
import dev.touchline.bench.figure.RestoreFigure;
import dev.touchline.bench.figure.StreamFigure;
import dev.touchline.bench.http.HttpLoop;
import dev.touchline.bench.micro.Micro;
import dev.touchline.bench.report.BenchReport;
import dev.touchline.bench.report.Machine;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.BenchStack;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./touchline bench} runs: measures, prints a table to standard output (progress goes to standard error)
 * and writes it as JSON. The system property {@code touchline.home} names the project's root. Ends with 0, with 1 when
 * it could not be measured, with 2 when it was not understood.
 */
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Path home = Path.of(System.getProperty("touchline.home", ""));
        try {
            BenchOptions options = BenchOptions.of(arguments, home);
            Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Machine machine = Machine.here();
            System.out.printf("%s, %s, seed %d%n%s%n", options.command(), date, options.seed(), machine.text());
            List<Table> tables = options.jmh() ? print(Micro.run()) : figures(options, home);
            write(options, new BenchReport(date, options.command(), options.seed(), machine, tables));
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (StackFailure | IOException | UncheckedIOException | IllegalStateException | KafkaException e) {
            System.err.println("Not measured: " + e.getMessage());
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static List<Table> figures(BenchOptions options, Path home) throws IOException, InterruptedException {
        List<Table> tables = new ArrayList<>();
        if (options.wants("noise")) {
            tables.addAll(
                    print(List.of(new NoiseFigure(new Progress(System.err), options.seed(), options.quick()).run())));
        }
        if (options.wantsSystem()) {
            tables.addAll(system(options, home));
        }
        return tables;
    }

    private static List<Table> system(BenchOptions options, Path home) throws IOException, InterruptedException {
        Progress progress = new Progress(System.err);
        CtrlC ctrlC = CtrlC.arm();
        try (BenchStack stack = BenchStack.start(home, progress);
                HttpLoop loop = new HttpLoop()) {
            ctrlC.interruptible();
            progress.say("writing teams, agents and a filter");
            Teams.setUp(stack);
            Plan plan = options.quick() ? Plan.QUICK : Plan.FULL;
            Path peers = options.peers() ? home.resolve("local/bench-peers/target/lib") : null;
            return figures(options, Bench.over(stack, plan, progress, loop, options.seed()), peers);
        } finally {
            progress.say("stopped");
            ctrlC.ended();
        }
    }

    /** From the read model on they stop what those before need; the heat map comes last: it leaves a full database. */
    private static List<Table> figures(BenchOptions options, Bench bench, @Nullable Path peers)
            throws IOException, InterruptedException {
        List<Table> tables = new ArrayList<>();
        if (options.wants("latency")) {
            tables.addAll(print(new LatencyFigure(bench).run()));
        }
        if (options.wants("poll")) {
            tables.addAll(print(List.of(new PollFigure(bench).run())));
        }
        if (options.wants("queue")) {
            tables.addAll(print(List.of(new QueueFigure(bench).run())));
        }
        if (options.wants("claims")) {
            tables.addAll(print(List.of(new ClaimsFigure(bench).run())));
        }
        if (options.wants("needs")) {
            tables.addAll(print(List.of(new NeedsFigure(bench).run())));
        }
        if (options.wants("stream")) {
            tables.addAll(print(List.of(new StreamFigure(bench).run())));
        }
        if (options.wants("backtest")) {
            tables.addAll(print(List.of(new BacktestFigure(bench).run())));
        }
        if (options.wants("readmodel")) {
            tables.addAll(print(List.of(new ReadModelFigure(bench, peers).run())));
        }
        if (options.wants("ingest")) {
            tables.addAll(print(new IngestFigure(bench).run()));
        }
        if (options.wants("foreign")) {
            tables.addAll(print(List.of(new ForeignFigure(bench).run())));
        }
        if (options.wants("filters")) {
            tables.addAll(print(List.of(new FiltersFigure(bench).run())));
        }
        if (options.wants("restore")) {
            tables.addAll(print(List.of(new RestoreFigure(bench).run())));
        }
        if (options.wants("heatmap")) {
            tables.addAll(print(List.of(new HeatMapFigure(bench).run())));
        }
        return tables;
    }

    /** As soon as it stands: who stops a long run keeps what was measured by then. */
    private static List<Table> print(List<Table> tables) {
        tables.forEach(table -> System.out.print("\n" + table.text()));
        return tables;
    }

    private static void write(BenchOptions options, BenchReport report) throws IOException {
        Files.createDirectories(options.json().toAbsolutePath().getParent());
        Files.writeString(options.json(), report.json());
        System.out.println("\nWritten to " + options.json());
    }
}
