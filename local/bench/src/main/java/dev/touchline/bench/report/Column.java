package dev.touchline.bench.report;

/**
 * A column of a table.
 *
 * @param key its name in JSON, with the unit
 * @param heading what people read above it
 */
public record Column(String key, String heading) {}
