package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The readmodel figure as a table: medians over the rounds, ratios round by round. */
final class ReadModelTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("subject", "subject"),
            new Column("rowsPerSecond", "rows/s"),
            new Column("lowest", "lowest"),
            new Column("highest", "highest"),
            new Column("ownMicros", "own CPU us"),
            new Column("databaseMicros", "PostgreSQL us"),
            new Column("brokerMicros", "broker us"),
            new Column("oursToThis", "ours : this"));

    private ReadModelTable() {}

    static Table of(Map<String, List<CatchUp.Round>> results, Plan plan) {
        List<CatchUp.Round> ours = results.getOrDefault(ReadModelFigure.OURS, List.of());
        List<Map<String, Object>> rows = new ArrayList<>();
        results.forEach((subject, rounds) -> rows.add(line(subject, rounds, ours)));
        List<String> notes = new ArrayList<>();
        notes.add("Medians of %d rounds of %,d responses in turns; synchronous_commit on; CPU a row."
                .formatted(plan.rounds(), plan.backlog()));
        notes.add("Ours writes key, row with two B-trees and a BRIN, and the sums per day.");
        if (results.containsKey(ReadModelFigure.SINK)) {
            notes.add("The sink upserts into one table with two indexes: 2 tasks, batches of 2,000, unnest.");
        }
        return new Table("readmodel", "Read model: from Kafka into PostgreSQL", COLUMNS, rows, notes);
    }

    private static Map<String, Object> line(String subject, List<CatchUp.Round> rounds, List<CatchUp.Round> ours) {
        String process = subject.equals(ReadModelFigure.OURS) ? Service.FEEDBACK.label() : subject;
        double[] speeds = rounds.stream()
                .mapToDouble(CatchUp.Round::rowsPerSecond)
                .sorted()
                .toArray();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            ratios.add(ours.get(i).rowsPerSecond() / rounds.get(i).rowsPerSecond());
        }
        return row(
                "subject", subject,
                "rowsPerSecond", Medians.of(rounds, CatchUp.Round::rowsPerSecond),
                "lowest", speeds[0],
                "highest", speeds[speeds.length - 1],
                "ownMicros", Medians.of(rounds, round -> round.micros(process)),
                "databaseMicros", Medians.of(rounds, round -> round.micros("postgres")),
                "brokerMicros", Medians.of(rounds, round -> round.micros("kafka")),
                "oursToThis", Medians.of(ratios, Double::doubleValue));
    }
}
