package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.BenchStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ingest figure as a table: medians over the rounds, ratios round by round. */
final class IngestTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("case", "case"),
            new Column("subject", "subject"),
            new Column("recordsPerSecond", "records/s"),
            new Column("lowest", "lowest"),
            new Column("highest", "highest"),
            new Column("p50Ms", "p50 ms"),
            new Column("p99Ms", "p99 ms"),
            new Column("failed", "failed"),
            new Column("ownMicros", "own CPU us"),
            new Column("brokerMicros", "broker us"),
            new Column("generatorMicros", "load us"),
            new Column("oursToThis", "ours : this"));

    private IngestTable() {}

    static Table of(Map<IngestCase, Map<String, List<Turn>>> results, Plan plan) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        results.forEach((each, bySubject) -> bySubject.forEach((subject, turns) -> {
            rows.add(line(each, subject, turns, bySubject.getOrDefault(IngestFigure.OURS, List.of())));
            turns.stream()
                    .map(turn -> turn.measured().firstFailure())
                    .filter(failure -> failure != null)
                    .findFirst()
                    .ifPresent(failure -> notes.add("FAILED, %s: %s".formatted(subject, failure)));
        }));
        notes.add("Closed loop, acks=all; medians of %d rounds of %d s taken in turns; ratio of each round, median."
                .formatted(plan.rounds(), plan.round().toSeconds()));
        notes.add("CPU microseconds a record: of the subject's process, the broker's, the load generator's.");
        notes.add("Latency a request, for the bare producer a record; at saturation, so good for comparing only.");
        return new Table("ingest", "Ingest beside bare peers", COLUMNS, rows, notes);
    }

    private static Map<String, Object> line(IngestCase each, String subject, List<Turn> turns, List<Turn> ours) {
        boolean sender = subject.equals(IngestFigure.PRODUCER);
        return row(
                "case", each.label(),
                "subject", subject,
                "recordsPerSecond", Medians.of(turns, Turn::recordsPerSecond),
                "lowest",
                        turns.stream().mapToDouble(Turn::recordsPerSecond).min().orElse(Double.NaN),
                "highest",
                        turns.stream().mapToDouble(Turn::recordsPerSecond).max().orElse(Double.NaN),
                "p50Ms", Medians.of(turns, turn -> turn.measured().millis(50)),
                "p99Ms", Medians.of(turns, turn -> turn.measured().millis(99)),
                "failed",
                        turns.stream()
                                .mapToLong(turn -> turn.measured().failed())
                                .sum(),
                "ownMicros", Medians.of(turns, turn -> turn.micros(IngestFigure.process(subject))),
                "brokerMicros", Medians.of(turns, turn -> turn.micros("kafka")),
                "generatorMicros", sender ? Double.NaN : Medians.of(turns, turn -> turn.micros(BenchStack.GENERATOR)),
                "oursToThis", ratio(ours, turns));
    }

    /** Rounds lie next to each other in time, so their ratio holds where the machine's mood changes in between. */
    private static double ratio(List<Turn> ours, List<Turn> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            ratios.add(ours.get(i).recordsPerSecond() / theirs.get(i).recordsPerSecond());
        }
        return Medians.of(ratios, Double::doubleValue);
    }
}
