package dev.touchline.coaching.core;

import java.util.Locale;

/** How much a filter's author wants its needs to stand out, weakest first. */
public enum Severity {
    LOW(1),
    NORMAL(2),
    HIGH(4);

    private final int weight;

    Severity(int weight) {
        this.weight = weight;
    }

    /** What one response of this severity weighs in the order of the queue; see {@link Priority}. */
    int weight() {
        return weight;
    }

    /** The word on the wire and in the database, e.g. {@code normal}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
