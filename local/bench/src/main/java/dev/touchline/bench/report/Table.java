package dev.touchline.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A figure's table.
 *
 * @param name for {@code --only} and JSON
 * @param rows values by column key, strings and numbers; what is left out was not measured
 * @param notes what a reader must know to read it right
 */
public record Table(
        String name, String title, List<Column> columns, List<Map<String, Object>> rows, List<String> notes) {
    private static final String NOT_MEASURED = "-";

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** A row, {@code key, value, key, value…}; NaN means not measured. */
    public static Map<String, Object> row(Object... keysAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (!(keysAndValues[i + 1] instanceof Double number && number.isNaN())) {
                row.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return row;
    }

    /** The table for a terminal: text to the left, numbers to the right. */
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::heading).toList());
        rows.forEach(row ->
                lines.add(columns.stream().map(column -> cell(row, column)).toList()));
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder(title).append('\n');
        lines.forEach(line -> text.append(aligned(line, widths)).append('\n'));
        notes.forEach(note -> text.append("  * ").append(note).append('\n'));
        return text.toString();
    }

    private String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - line.get(i).length());
            text.append(' ')
                    .append(numeric(columns.get(i)) ? pad + line.get(i) : line.get(i) + pad)
                    .append(' ');
        }
        return text.toString().stripTrailing();
    }

    private boolean numeric(Column column) {
        return rows.stream().map(row -> row.get(column.key())).anyMatch(Number.class::isInstance);
    }

    private static String cell(Map<String, Object> row, Column column) {
        Object value = row.getOrDefault(column.key(), NOT_MEASURED);
        return value instanceof Double number
                ? decimal(number)
                : value instanceof Number whole ? grouped(whole) : value.toString();
    }

    /** Three digits that matter, all of those before the point. */
    static String decimal(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size == 0 ? 2 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String grouped(Number whole) {
        return String.format(Locale.ROOT, "%,d", whole.longValue());
    }
}
