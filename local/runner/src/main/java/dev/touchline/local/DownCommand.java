package dev.touchline.local;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code ./touchline down}: ends the runner, which stops its children; stops the children itself when their runner is
 * gone.
 */
final class DownCommand {
    private static final Duration RUNNER_PATIENCE = Duration.ofSeconds(70);
    private static final Duration CHILD_PATIENCE = Duration.ofSeconds(20);

    private final StackFolder folder;
    private final PrintStream out;

    DownCommand(StackFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** @return the exit code */
    int run() throws IOException, InterruptedException {
        Optional<RunRecord> found = RunRecord.read(folder);
        if (found.isEmpty()) {
            out.println("Nothing is running.");
            return 0;
        }
        RunRecord record = found.get();
        Stopwatch watch = new Stopwatch();
        if (record.runner().alive()) {
            out.println("Stopping …");
            stop(record.runner(), RUNNER_PATIENCE);
        }
        List<RunRecord.Entry> orphans = new ArrayList<>(record.alive());
        if (!orphans.isEmpty()) {
            out.println("Stopping what its runner left behind: " + EarlierRun.list(orphans));
            // Kafka and PostgreSQL come first in the record and go last.
            Collections.reverse(orphans);
            for (RunRecord.Entry orphan : orphans) {
                stop(orphan, CHILD_PATIENCE);
            }
        }
        RunRecord.delete(folder);
        out.println("Stopped after " + watch + ".");
        return 0;
    }

    private static void stop(RunRecord.Entry entry, Duration patience) throws InterruptedException {
        Optional<ProcessHandle> handle = entry.handle();
        if (handle.isEmpty()) {
            return;
        }
        handle.get().destroy();
        try {
            handle.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            handle.get().destroyForcibly();
        } catch (ExecutionException e) {
            throw new StackFailure("Process " + entry.pid() + " cannot be watched", e);
        }
    }
}
