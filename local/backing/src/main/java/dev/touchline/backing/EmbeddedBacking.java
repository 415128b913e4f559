package dev.touchline.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Starts the embedded systems for this test JVM and makes sure that nothing of them outlives it. */
final class EmbeddedBacking {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KAFKA_PORTS = "touchline.backing.running.kafka.ports";

    private EmbeddedBacking() {}

    static BackingSystems start() {
        EmbeddedKafka kafka = new EmbeddedKafka(home(), directory().resolve("kafka"), 0, 0).startingQuickly();
        EmbeddedPostgres postgres = new EmbeddedPostgres(directory().resolve("postgres"), 0);
        System.setProperty(KAFKA_PORTS, kafka.port() + "," + kafka.controllerPort());
        cleanUpAfterThisJvm();
        kafka.start();
        postgres.start().awaitReady(PATIENCE);
        kafka.awaitReady(PATIENCE);
        return new BackingSystems(kafka.bootstrap(), "127.0.0.1", postgres.port());
    }

    /** The broker that {@link #start} started, also from another class loader. */
    static EmbeddedKafka kafka() {
        String[] ports = System.getProperty(KAFKA_PORTS).split(",", 2);
        return new EmbeddedKafka(
                        home(), directory().resolve("kafka"), Integer.parseInt(ports[0]), Integer.parseInt(ports[1]))
                .startingQuickly();
    }

    /** The PostgreSQL that {@link #start} started, also from another class loader. */
    static EmbeddedPostgres postgres() {
        return new EmbeddedPostgres(
                directory().resolve("postgres"), BackingSystems.current().postgresPort());
    }

    private static Path home() {
        String home = System.getProperty("touchline.home");
        if (home == null) {
            throw new IllegalStateException("Set the system property touchline.home to the project's root");
        }
        return Path.of(home);
    }

    private static Path directory() {
        return Path.of("target", "backing", "jvm-" + ProcessHandle.current().pid())
                .toAbsolutePath();
    }

    /**
     * A shell that waits for the end of its input, which is this JVM's end however it comes, then kills what the pid
     * files name and drops the data; the logs stay. A shutdown hook would not run after kill -9 of a test JVM.
     */
    private static void cleanUpAfterThisJvm() {
        String script = """
                trap '' INT HUP TERM
                cat >/dev/null
                for file in "$1"/*/*.pid; do read -r pid _ <"$file" && kill -9 "$pid"; done
                sleep 1
                rm -rf "$1"/*/data "$1"/*/*.pid
                """;
        try {
            Process reaper = new ProcessBuilder(
                            "/bin/sh", "-c", script, "reaper", directory().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            holdOpen(reaper);
        } catch (IOException e) {
            throw new UncheckedIOException("The reaper of the embedded systems could not be started", e);
        }
    }

    /** An unreachable Process closes its streams; this thread keeps it reachable for as long as the JVM lives. */
    private static void holdOpen(Process reaper) {
        Thread.ofPlatform().daemon().name("backing-reaper").start(() -> {
            try {
                reaper.waitFor();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
