package dev.touchline.backing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One child process whose pid is the server's own: it is known by its pid file, so that whoever comes later (another
 * class loader of this JVM, a next run) finds it and can kill it.
 */
final class Child {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final File DEV_NULL = new File("/dev/null");
    private static final int LOG_TAIL_LINES = 15;

    private final String name;
    private final Path pidFile;
    private final Path log;

    Child(String name, Path directory) {
        this.name = name;
        this.pidFile = directory.resolve(name + ".pid");
        this.log = directory.resolve(name + ".log");
    }

    /** Starts it with its output appended to the log. */
    void start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(detached(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(DEV_NULL));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            remember(builder.start().toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /**
     * Out of the terminal's process group: Ctrl-C is for the one who stops us in order. setsid execs, the pid stays.
     */
    private static List<String> detached(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            whole.add(SETSID.toString());
        }
        whole.addAll(command);
        return whole;
    }

    /** Written aside and moved: who reads the file finds all of it or none. */
    private void remember(ProcessHandle handle) throws IOException {
        Path aside = pidFile.resolveSibling(pidFile.getFileName() + ".new");
        Files.writeString(aside, handle.pid() + " " + startedAt(handle) + "\n");
        Files.move(aside, pidFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The running process; empty when it never started or is gone. A recycled pid is told by its start time. */
    Optional<ProcessHandle> handle() {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            String[] fields = Files.readString(pidFile).trim().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(fields[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> Long.toString(startedAt(handle)).equals(fields[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + pidFile, e);
        }
    }

    boolean alive() {
        return handle().isPresent();
    }

    /** @throws IllegalStateException when it doesn't run */
    long pid() {
        return handle().orElseThrow(() -> new IllegalStateException(name + " is not running"))
                .pid();
    }

    /** kill -9, and waits until it is gone. */
    void kill9() {
        handle().ifPresent(handle -> {
            handle.destroyForcibly();
            awaitExit(handle, Duration.ofSeconds(10));
        });
    }

    /** Sends the signal, waits for the exit and kills what does not go in time. */
    void stop(String signal, Duration patience) {
        handle().ifPresent(handle -> {
            send(signal, handle.pid());
            if (!awaitExit(handle, patience)) {
                kill9();
            }
        });
    }

    private static void send(String signal, long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(signal, pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't signal " + pid, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean awaitExit(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Can't wait for " + handle.pid(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for a child process", e);
    }

    /** How long the log is, in bytes: where the words of the next start begin. */
    long logSize() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + log, e);
        }
    }

    /** The last lines of the log from the given byte on, for an error message. */
    String logTail(long from) {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(from);
            byte[] bytes = Channels.newInputStream(channel).readAllBytes();
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    Path log() {
        return log;
    }
}
