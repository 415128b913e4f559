package dev.touchline.local;

import java.util.Locale;

/** Seconds since something began, as people read them. */
final class Stopwatch {
    private final long begun = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", seconds());
    }
}
