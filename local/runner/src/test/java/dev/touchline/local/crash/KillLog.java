package dev.touchline.local.crash;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was killed when, to be printed with a failure. */
final class KillLog {
    private final long begin = System.nanoTime();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    void say(String format, Object... arguments) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        lines.add("%7.1f s  %s".formatted(seconds, format.formatted(arguments)));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
