package dev.touchline.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code ./touchline status}: each process with pid, age and memory. */
final class StatusCommand {
    private final StackFolder folder;
    private final PrintStream out;

    StatusCommand(StackFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** @return 0 when every process lives, 1 otherwise */
    int run() throws IOException {
        Optional<RunRecord> found = RunRecord.read(folder);
        if (found.isEmpty()) {
            out.println("Nothing is running; ./touchline up starts it.");
            return 1;
        }
        RunRecord record = found.get();
        out.printf("%-9s  %7s  %8s  %10s%n", "process", "pid", "up", "memory");
        print(record.runner());
        record.children().forEach(this::print);
        List<RunRecord.Entry> alive = record.alive();
        return record.runner().alive() && alive.size() == record.children().size() ? 0 : 1;
    }

    private void print(RunRecord.Entry entry) {
        if (!entry.alive()) {
            out.printf("%-9s  %7d  dead%s%n", entry.name(), entry.pid(), hint(entry));
            return;
        }
        Duration up = Duration.between(entry.startedAt(), Instant.now());
        out.printf("%-9s  %7d  %8s  %10s%n", entry.name(), entry.pid(), words(up), resident(entry.pid()));
    }

    private static String hint(RunRecord.Entry entry) {
        return entry.name().equals("runner") ? "; ./touchline down tidies up" : "; ./touchline restart " + entry.name();
    }

    private static String words(Duration up) {
        return up.toHours() > 0
                ? "%d h %d m".formatted(up.toHours(), up.toMinutesPart())
                : "%d m %d s".formatted(up.toMinutes(), up.toSecondsPart());
    }

    /** Resident memory, where the machine tells it in /proc. */
    private static String resident(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
