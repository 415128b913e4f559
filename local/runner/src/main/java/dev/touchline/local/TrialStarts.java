package dev.touchline.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The last step of a build: starts each service that was built anew once by itself, with neither Kafka nor PostgreSQL,
 * so that its JVM writes the {@link StartCache}. A service whose trial fails starts without a cache.
 */
final class TrialStarts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StackFolder folder;
    private final Members make;
    private final Queue<JvmMember> begun = new ConcurrentLinkedQueue<>();

    private TrialStarts(Path home) {
        this.folder = new StackFolder(home.resolve(
                "local/runner/target/trial-" + ProcessHandle.current().pid()));
        this.make = new Members(StackOptions.apart(home, folder.path()));
    }

    /**
     * Returns when every service has its cache, or had its chance.
     *
     * @throws StackFailure when this thread is interrupted
     */
    static void makeMissing(Path home, Consumer<String> progress) {
        List<StartCache> missing = Stream.of(Service.values())
                .map(service -> StartCache.of(home, service))
                .filter(cache -> !cache.made())
                .toList();
        if (!missing.isEmpty()) {
            progress.accept("Trial starts of what was built anew, so that its later starts are quick:");
            new TrialStarts(home).run(missing, progress);
        }
    }

    private void run(List<StartCache> missing, Consumer<String> progress) {
        Stopwatch watch = new Stopwatch();
        try {
            folder.prepareLogs();
            StartUp.inParallel(missing, cache -> {
                String result = make(cache) ? "done" : "failed (it will start slowly)";
                progress.accept("  %-9s %s after %s".formatted(cache.service().label(), result, watch));
            });
        } catch (IOException e) {
            progress.accept("  Not possible: " + e.getMessage());
        } finally {
            begun.forEach(JvmMember::kill9);
            folder.deleteQuietly();
        }
    }

    private boolean make(StartCache cache) {
        Path draft = folder.path().resolve(cache.service().label() + ".aot");
        JvmMember trial = make.trial(cache.service(), StartCache.record(draft));
        begun.add(trial);
        try {
            trial.start();
            trial.awaitReady(PATIENCE);
            trial.stop(PATIENCE);
            cache.adopt(draft);
            return true;
        } catch (IOException | StackFailure _) {
            return false;
        }
    }
}
