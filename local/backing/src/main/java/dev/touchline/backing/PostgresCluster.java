package dev.touchline.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A data directory and the command lines that make and serve it. */
final class PostgresCluster {
    /** Nothing of the person's locale or time zone gets into the database. */
    static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

    /**
     * Sized for a laptop. Statements are not logged when they fail: they hold customers' words. The sockets' directory
     * is empty because a socket's path may be no longer than 107 bytes.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("effective_cache_size", "512MB"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("io_method", "sync"),
            Map.entry("jit", "off"),
            Map.entry("fsync", "on"),
            Map.entry("log_min_messages", "warning"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("timezone", "UTC"));

    private final Path bin;
    private final Path data;
    private final Path initialising;
    private final Path initLog;

    PostgresCluster(Path binaries, Path directory) {
        this.bin = binaries.resolve("bin");
        this.data = directory.resolve("data");
        this.initialising = directory.resolve("data.initialising");
        this.initLog = directory.resolve("initdb.log");
    }

    /** Makes the data directory unless there is one; one of the final name is always whole. */
    void initialise() {
        if (Files.isDirectory(data)) {
            return;
        }
        try {
            Files.createDirectories(data.getParent());
            deleteTree(initialising);
            run(asNobodyImportant(List.of(
                    bin.resolve("initdb").toString(),
                    "--pgdata=" + initialising,
                    "--username=" + EmbeddedPostgres.USER,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions")));
            Files.move(initialising, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's data directory could not be made: " + data, e);
        }
    }

    List<String> serverCommand(int port) {
        List<String> command = new ArrayList<>(
                List.of(bin.resolve("postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return asNobodyImportant(command);
    }

    /**
     * After kill -9 the lock file names a pid. Another program may have that number by now, and PostgreSQL would take
     * it for its own earlier self; a lock of a live postmaster stays.
     */
    void dropStaleLock() {
        Path lock = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return;
            }
            long pid = Long.parseLong(Files.readAllLines(lock).getFirst().trim());
            boolean postgres = ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().command())
                    .filter(command -> command.endsWith("/postgres"))
                    .isPresent();
            if (!postgres) {
                Files.delete(lock);
            }
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("Can't read " + lock, e);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own without a mapping, root is nobody to it, while
     * the files stay root's; unshare execs, so the pid stays.
     */
    private static List<String> asNobodyImportant(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("unshare", "--user"));
        whole.addAll(command);
        return whole;
    }

    private void run(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(initLog.toFile());
        builder.environment().putAll(ENVIRONMENT);
        try {
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("PostgreSQL's initdb failed:\n" + Files.readString(initLog) + hint());
            }
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }

    private static String hint() {
        return System.getProperty("user.name").equals("root")
                ? "\nPostgreSQL won't run as root and this machine forbids 'unshare --user'; use an ordinary user."
                : "";
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
