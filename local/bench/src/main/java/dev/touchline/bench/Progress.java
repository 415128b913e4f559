package dev.touchline.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says what goes on, with the time since the start; on another stream than the result. */
public final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** One line. */
    public void say(String what) {
        Duration since = Duration.ofNanos(System.nanoTime() - start);
        out.printf(Locale.ROOT, "[%3d s] %s%n", since.toSeconds(), what);
    }
}
