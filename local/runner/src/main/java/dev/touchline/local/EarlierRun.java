package dev.touchline.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an earlier {@code up} left in the folder: a running stack, orphaned processes, or nothing. */
final class EarlierRun {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(Locale.UK);

    private EarlierRun() {}

    /** Tells what runs already; false when nothing does and a new stack may start. */
    static boolean explain(StackFolder folder, PrintStream out) throws IOException {
        Optional<RunRecord> found = RunRecord.read(folder);
        if (found.isEmpty()) {
            return false;
        }
        RunRecord record = found.get();
        if (record.runner().alive()) {
            out.printf(
                    "Touchline is running already: pid %d, since %s%s.%n",
                    record.runner().pid(),
                    WHEN.format(record.runner().startedAt().atZone(ZoneId.systemDefault())),
                    Files.exists(folder.localEnv())
                            ? ", " + LocalEnv.read(folder).url() + "/"
                            : ", still starting");
            out.println("./touchline status shows its processes, ./touchline down stops it.");
            return true;
        }
        List<RunRecord.Entry> alive = record.alive();
        if (!alive.isEmpty()) {
            out.printf(
                    "An earlier run (pid %d) ended without stopping its processes: %s.%n",
                    record.runner().pid(), list(alive));
            out.println("./touchline down stops them.");
        }
        return !alive.isEmpty();
    }

    static String list(List<RunRecord.Entry> entries) {
        return entries.stream().map(entry -> entry.name() + " " + entry.pid()).collect(Collectors.joining(", "));
    }
}
