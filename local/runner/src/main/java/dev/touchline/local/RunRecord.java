package dev.touchline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs in a stack's folder, so that a later command finds it: the runner and its children by pid and start time.
 * The start time tells a process from a later one with the same pid.
 */
record RunRecord(Entry runner, List<Entry> children) {
    /** Start times are computed from the boot time, which drifts by a little between two looks. */
    private static final Duration DRIFT = Duration.ofSeconds(2);

    /** One process, once seen alive. */
    record Entry(String name, long pid, Instant startedAt) {
        static Entry of(String name, long pid) {
            return new Entry(
                    name, pid, ProcessHandle.of(pid).flatMap(Entry::start).orElse(Instant.EPOCH));
        }

        /** The process while it lives. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> start(handle)
                            .map(start ->
                                    Duration.between(start, startedAt).abs().compareTo(DRIFT) <= 0)
                            .orElse(false));
        }

        boolean alive() {
            return handle().isPresent();
        }

        private static Optional<Instant> start(ProcessHandle handle) {
            return handle.info().startInstant();
        }

        private String line() {
            return "%s %d %d".formatted(name, pid, startedAt.toEpochMilli());
        }

        private static Entry parse(String line) {
            String[] fields = line.split(" ");
            return new Entry(fields[0], Long.parseLong(fields[1]), Instant.ofEpochMilli(Long.parseLong(fields[2])));
        }
    }

    /** Reads the record; empty when nobody ever ran here. */
    static Optional<RunRecord> read(StackFolder folder) throws IOException {
        if (!Files.exists(folder.runRecord())) {
            return Optional.empty();
        }
        List<Entry> entries = Files.readAllLines(folder.runRecord()).stream()
                .map(Entry::parse)
                .toList();
        return Optional.of(new RunRecord(entries.get(0), entries.subList(1, entries.size())));
    }

    /** Writes this record, and the pids file that other programs read. */
    static void write(StackFolder folder, Map<String, Long> children) throws IOException {
        List<String> record = new ArrayList<>();
        List<String> pids = new ArrayList<>();
        record.add(Entry.of("runner", ProcessHandle.current().pid()).line());
        children.forEach((name, pid) -> {
            record.add(Entry.of(name, pid).line());
            pids.add(name + " " + pid);
        });
        PrivateFile.write(folder.runRecord(), String.join("\n", record) + "\n");
        PrivateFile.write(folder.pids(), String.join("\n", pids) + "\n");
    }

    static void delete(StackFolder folder) throws IOException {
        Files.deleteIfExists(folder.runRecord());
        Files.deleteIfExists(folder.pids());
        Files.deleteIfExists(folder.control());
    }

    /** Children that still live. */
    List<Entry> alive() {
        return children.stream().filter(Entry::alive).toList();
    }
}
