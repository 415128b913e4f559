package dev.touchline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java program of ours as a child process: a service or the gateway. Its output is appended to its log. */
final class JvmMember implements Member {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final List<String> program;
    private final Map<String, String> environment;
    private final URI readiness;
    private final Path log;
    private final HttpClient http;
    private volatile List<String> jvmArguments;
    private volatile @Nullable Process process;

    /**
     * @param program what follows the JVM's arguments
     * @param readiness answers 200 when the program does its job
     */
    JvmMember(
            String name,
            List<String> jvmArguments,
            List<String> program,
            Map<String, String> environment,
            URI readiness,
            Path log,
            HttpClient http) {
        this.name = name;
        this.jvmArguments = List.copyOf(jvmArguments);
        this.program = List.copyOf(program);
        this.environment = Map.copyOf(environment);
        this.readiness = readiness;
        this.log = log;
        this.http = http;
    }

    @Override
    public String name() {
        return name;
    }

    /** From the next start on. */
    void use(List<String> newJvmArguments) {
        jvmArguments = List.copyOf(newJvmArguments);
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /**
     * In a session of its own where the machine can: Ctrl-C is for the runner, which stops its children in order.
     * setsid execs, the pid stays.
     */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(program);
        return command;
    }

    @Override
    public void awaitReady(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!answers()) {
            if (!alive()) {
                throw new StackFailure("%s ended while it started (exit %s).%n%s".formatted(name, exit(), tail()));
            }
            if (System.nanoTime() > until) {
                throw new StackFailure(
                        "%s was not ready after %d s.%n%s".formatted(name, patience.toSeconds(), tail()));
            }
            pause();
        }
    }

    private boolean answers() {
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public boolean alive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    @Override
    public long pid() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException(name + " is not running");
        }
        return running.pid();
    }

    /** The exit code of the process that ended last; "none" while it runs. */
    String exit() {
        Process ended = process;
        return ended == null || ended.isAlive() ? "none" : Integer.toString(ended.exitValue());
    }

    @Override
    public void kill9() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running, STOP_PATIENCE);
        }
    }

    @Override
    public void stop() {
        stop(STOP_PATIENCE);
    }

    /** Killed when it has not ended by itself within the patience. */
    void stop(Duration patience) {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!await(running, patience)) {
                kill9();
            }
        }
    }

    @Override
    public Path log() {
        return log;
    }

    private static boolean await(Process ending, Duration patience) {
        try {
            return ending.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String tail() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return "The end of %s:%n%s"
                    .formatted(
                            log,
                            String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())));
        } catch (IOException e) {
            return "It left no log.";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StackFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackFailure("Interrupted", e);
    }
}
