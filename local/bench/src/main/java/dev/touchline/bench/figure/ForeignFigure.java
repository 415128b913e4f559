package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;
import static dev.touchline.local.Json.object;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.RequestTemplate;
import dev.touchline.bench.load.TypeformPosts;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.BenchStack;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.KafkaRecords;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a platform's own payload costs: signed, mapped through JSONata and then as any other response, beside the same
 * responses in canonical form; one a request, in turns.
 */
public final class ForeignFigure {
    private static final String RESPONSES = "survey.responses";
    private static final String SOURCE = "bench-typeform";
    private static final String PATH = "/api/feedback/v1/sources/" + SOURCE;
    private static final int CONNECTIONS = 128;
    private static final int ACCEPTED = 202;
    private static final int NO_LIMIT = 1_000_000;
    private static final long MOST_RECORDS = 2_000_000;

    private final Bench bench;
    private final List<RequestTemplate> canonical;
    private final List<Turn> ours = new ArrayList<>();
    private final List<Turn> foreign = new ArrayList<>();

    public ForeignFigure(Bench bench) {
        this.bench = bench;
        this.canonical = bench.posts().single();
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        bench.stack().stop(List.of(Service.ALERTING, Service.COACHING, Service.GOALS));
        // As for ingest: the read model has a figure of its own.
        bench.stack().restart(Service.FEEDBACK, Map.of("touchline.feedback.read-model.writers", "0"));
        register();
        bench.progress().say("foreign: warming up");
        canonical(bench.plan().cold());
        foreign(bench.plan().cold());
        for (int round = 1; round <= bench.plan().rounds(); round++) {
            bench.progress()
                    .say("foreign: round %d of %d".formatted(round, bench.plan().rounds()));
            ours.add(canonical(bench.plan().round()));
            foreign.add(foreign(bench.plan().round()));
        }
        return table();
    }

    private void register() throws IOException, InterruptedException {
        bench.stack()
                .api()
                .put(
                        PATH,
                        bench.stack().token("admin"),
                        object(
                                "name",
                                "Typeform",
                                "shipped",
                                "typeform",
                                "secrets",
                                List.of(TypeformPosts.SECRET),
                                "rateLimit",
                                object("perSecond", NO_LIMIT)))
                .orFail("Registering the source " + SOURCE);
    }

    private Turn canonical(Duration time) throws InterruptedException {
        long firstId = bench.ids().getAndAdd(MOST_RECORDS);
        return load(RequestSource.posts(canonical, firstId, ForeignFigure::agent, _ -> 0), time);
    }

    private Turn foreign(Duration time) throws InterruptedException {
        long firstId = bench.ids().getAndAdd(MOST_RECORDS);
        String authority = bench.stack().authority(Service.FEEDBACK);
        return load(new TypeformPosts(authority, PATH + "/webhook", 1, firstId, ForeignFigure::agent), time);
    }

    private static int agent(long id) {
        return (int) (id % Teams.AGENTS);
    }

    /** Also holds the service to its word: quarantined is accepted, too, but is not on this Kafka topic. */
    private Turn load(RequestSource source, Duration time) throws InterruptedException {
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap())) {
            long before = records.count(RESPONSES);
            CpuMeter cpu = CpuMeter.start(bench.stack().pids());
            Measured measured = ClosedLoop.run(
                    bench.loop(),
                    bench.stack().address(Service.FEEDBACK),
                    CONNECTIONS,
                    source,
                    ACCEPTED,
                    new ClosedLoop.Bounds(time, MOST_RECORDS));
            Turn turn = new Turn(measured, measured.answered(), cpu.used());
            long written = records.count(RESPONSES) - before;
            if (written < turn.records()) {
                throw new IllegalStateException(
                        "LOST: %d acknowledged, %d in Kafka".formatted(turn.records(), written));
            }
            return turn;
        }
    }

    private Table table() {
        List<Column> columns = List.of(
                new Column("form", "form"),
                new Column("perSecond", "responses/s"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("failed", "failed"),
                new Column("serviceMicros", "feedback CPU us"),
                new Column("generatorMicros", "load us"),
                new Column("ratio", "ratio"));
        List<String> notes = new ArrayList<>();
        notes.add("Closed loop, %d connections, acks=all; medians of %d rounds of %d s taken in turns; CPU a response."
                .formatted(
                        CONNECTIONS, bench.plan().rounds(), bench.plan().round().toSeconds()));
        List.of(ours, foreign)
                .forEach(turns -> turns.stream()
                        .map(turn -> turn.measured().firstFailure())
                        .filter(failure -> failure != null)
                        .findFirst()
                        .ifPresent(failure -> notes.add("FAILED: " + failure)));
        return new Table(
                "foreign",
                "A platform's own payload beside the canonical one",
                columns,
                List.of(line("canonical", ours), line("Typeform, signed, mapped", foreign)),
                notes);
    }

    private Map<String, Object> line(String form, List<Turn> turns) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            ratios.add(turns.get(i).recordsPerSecond() / ours.get(i).recordsPerSecond());
        }
        return row(
                "form", form,
                "perSecond", Medians.of(turns, Turn::recordsPerSecond),
                "p50Ms", Medians.of(turns, turn -> turn.measured().millis(50)),
                "p99Ms", Medians.of(turns, turn -> turn.measured().millis(99)),
                "failed",
                        turns.stream()
                                .mapToLong(turn -> turn.measured().failed())
                                .sum(),
                "serviceMicros", Medians.of(turns, turn -> turn.micros(Service.FEEDBACK.label())),
                "generatorMicros", Medians.of(turns, turn -> turn.micros(BenchStack.GENERATOR)),
                "ratio", Medians.of(ratios, Double::doubleValue));
    }
}
