package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.local.Service;
import java.util.List;
import java.util.Map;

/** The readmodel figure as a table. */
final class ReadModelTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("subject", "subject"),
            new Column("rowsPerSecond", "rows/s"),
            new Column("lowest", "lowest"),
            new Column("highest", "highest"),
            new Column("ownMicros", "own CPU us"),
            new Column("databaseMicros", "PostgreSQL us"),
            new Column("brokerMicros", "broker us"));

    private ReadModelTable() {}

    static Table of(List<ReadModelFigure.Round> ours, Plan plan) {
        return new Table(
                "readmodel",
                "Read model: from Kafka into PostgreSQL",
                COLUMNS,
                List.of(line(ReadModelFigure.OURS, Service.FEEDBACK.label(), ours)),
                List.of("Medians of %d rounds of %,d responses.".formatted(plan.rounds(), plan.backlog())));
    }

    private static Map<String, Object> line(String subject, String process, List<ReadModelFigure.Round> rounds) {
        return row(
                "subject", subject,
                "rowsPerSecond", Medians.of(rounds, ReadModelFigure.Round::rowsPerSecond),
                "lowest",
                        rounds.stream()
                                .mapToDouble(ReadModelFigure.Round::rowsPerSecond)
                                .min()
                                .orElse(Double.NaN),
                "highest",
                        rounds.stream()
                                .mapToDouble(ReadModelFigure.Round::rowsPerSecond)
                                .max()
                                .orElse(Double.NaN),
                "ownMicros", Medians.of(rounds, round -> round.micros(process)),
                "databaseMicros", Medians.of(rounds, round -> round.micros("postgres")),
                "brokerMicros", Medians.of(rounds, round -> round.micros("kafka")));
    }
}
