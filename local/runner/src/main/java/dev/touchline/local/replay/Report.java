package dev.touchline.local.replay;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Tells a person how a replay goes. */
final class Report {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int CAUSES_SHOWN = 5;

    private final PrintStream out;
    private final Scan scan;
    private final Tally tally;
    private final long begun = System.nanoTime();
    private long told = begun;

    Report(PrintStream out, Scan scan, Tally tally) {
        this.out = out;
        this.scan = scan;
        this.tally = tally;
    }

    void begin(Path file) {
        out.printf(
                "%s: %d responses of %d agents",
                file, scan.responses(), scan.agents().size());
        if (scan.responses() > 0) {
            out.printf(", from %s to %s", scan.first(), scan.last());
        }
        out.println(".");
        if (scan.skipped() > 0) {
            out.printf("%d rows are left out: a column that makes them a response is empty.%n", scan.skipped());
        }
        if (scan.backwards() > 0) {
            out.printf(
                    "%d rows are older than the row before them; filters leave out what comes later than their grace.%n",
                    scan.backwards());
        }
        print("Rows that cannot be read:", scan.unreadable());
    }

    void progress() {
        long now = System.nanoTime();
        if (now - told >= EVERY.toNanos()) {
            told = now;
            out.println("  " + line());
        }
    }

    void end() {
        out.println("Done: " + line()
                + (tally.retries() > 0 ? ", %d times told to come back later".formatted(tally.retries()) : ""));
        print("Causes of rejection:", tally.causes());
        if (tally.parked() > 0) {
            out.println("Parked responses wait until the roster knows their agents; --team T registers them.");
        }
    }

    private String line() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return "posted %d of %d, accepted %d, parked %d, rejected %d, %.0f per second"
                .formatted(
                        tally.posted(),
                        scan.responses(),
                        tally.accepted(),
                        tally.parked(),
                        tally.rejected(),
                        tally.posted() / Math.max(seconds, 0.001));
    }

    private void print(String title, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            out.println(title);
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(CAUSES_SHOWN)
                    .forEach(cause -> out.printf("  %6d  %s%n", cause.getValue(), cause.getKey()));
        }
    }
}
