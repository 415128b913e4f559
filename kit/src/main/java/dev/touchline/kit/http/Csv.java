package dev.touchline.kit.http;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180) that a spreadsheet shows and does not run. */
public final class Csv {
    private static final String NEEDS_QUOTES = ",\"\r\n";
    /** What makes a spreadsheet take a cell for a formula; see OWASP, CSV Injection. */
    private static final String STARTS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /** A line with its end. Numbers are written as they are, texts are made harmless. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            default -> quoted(harmless(value.toString()));
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean needed = text.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0);
        return needed ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
