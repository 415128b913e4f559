package dev.touchline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lies where in {@code .touchline/}. */
public record StackFolder(Path path) {
    public StackFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Kafka's and PostgreSQL's data and alerting's state; what {@code --fresh} forgets. */
    Path data() {
        return path.resolve("data");
    }

    public Path data(String name) {
        return data().resolve(name);
    }

    /** What an instance of alerting keeps of its state; it can be had back from Kafka. */
    Path alertingState(Instance instance) {
        return data("alerting-state" + (instance.number() == 1 ? "" : "-" + instance.number()));
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** {@code KEY=value} lines for a shell; see api.md. */
    public Path localEnv() {
        return path.resolve("local.env");
    }

    /** {@code name pid} lines, one a process. */
    public Path pids() {
        return path.resolve("pids");
    }

    /** Who runs, with start times; see {@link RunRecord}. */
    Path runRecord() {
        return path.resolve("run");
    }

    /** Held by the runner while it lives; the operating system gives it back however the runner ends. */
    Path lock() {
        return path.resolve("lock");
    }

    /** Port and secret of the runner's own door. */
    Path control() {
        return path.resolve("control");
    }

    /** The key of the source {@code demo}; lasts over restarts. */
    Path sourceKey() {
        return path.resolve("demo.key");
    }

    /** The issuer's key; made anew at every {@code up}. */
    Path signingKey() {
        return path.resolve("issuer.key");
    }

    /** The key that feedback-service seals platforms' secrets with; made once, for the data that it sealed. */
    Path secretKey() {
        return path.resolve("secret.key");
    }

    /** The key that coaching-service seals webhooks' secrets with; likewise. */
    Path webhookKey() {
        return path.resolve("webhook.key");
    }

    /** Forgets all data and the keys that go with it. */
    void forget() throws IOException {
        Files.deleteIfExists(sourceKey());
        Files.deleteIfExists(secretKey());
        Files.deleteIfExists(webhookKey());
        delete(data());
    }

    /** Deletes what an instance of alerting has on disk, as when its pod comes up on another node. */
    public void forgetState(Instance instance) {
        try {
            delete(alertingState(instance));
        } catch (IOException e) {
            throw new UncheckedIOException("The state of " + instance.name() + " cannot be deleted", e);
        }
    }

    /** Makes the folder of the logs and forgets the words of earlier runs. */
    void prepareLogs() throws IOException {
        Files.createDirectories(logs());
        try (Stream<Path> logs = Files.list(logs())) {
            for (Path log : logs.filter(file -> !List.of("build.log", "up.log")
                            .contains(file.getFileName().toString()))
                    .toList()) {
                Files.delete(log);
            }
        }
    }

    /** The whole folder, if it can be; for one that nobody looks into again. */
    void deleteQuietly() {
        try {
            delete(path);
        } catch (IOException _) {
            // What could not be deleted lies below target/ and goes with the next clean build.
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
