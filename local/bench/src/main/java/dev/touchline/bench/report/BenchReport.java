package dev.touchline.bench.report;

import static dev.touchline.local.Json.object;

import dev.touchline.local.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole run.
 *
 * @param command what made it
 */
public record BenchReport(Instant date, String command, long seed, Machine machine, List<Table> tables) {
    public BenchReport {
        tables = List.copyOf(tables);
    }

    /** For a program; one object, see docs/performance.md. */
    public String json() {
        return Json.write(object(
                        "date", date.toString(),
                        "command", command,
                        "seed", seed,
                        "machine", machine.json(),
                        "figures", tables.stream().map(BenchReport::json).toList()))
                + "\n";
    }

    private static Map<String, Object> json(Table table) {
        return object("name", table.name(), "title", table.title(), "rows", table.rows(), "notes", table.notes());
    }
}
