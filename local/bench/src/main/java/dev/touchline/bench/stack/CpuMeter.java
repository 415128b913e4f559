package dev.touchline.bench.stack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time of processes and their children (PostgreSQL has one a connection), user and system, as the operating system
 * counts it: on Linux in steps of 10 ms, so ask over seconds.
 */
public final class CpuMeter {
    private final Map<String, Long> pids;
    private final Map<String, Duration> before;

    private CpuMeter(Map<String, Long> pids) {
        this.pids = pids;
        this.before = read();
    }

    /** Starts counting for these processes, pids by name. */
    public static CpuMeter start(Map<String, Long> pids) {
        return new CpuMeter(new LinkedHashMap<>(pids));
    }

    /** What they used since the start. */
    public Map<String, Duration> used() {
        Map<String, Duration> used = read();
        used.replaceAll((name, now) -> now.minus(before.getOrDefault(name, Duration.ZERO)));
        return used;
    }

    private Map<String, Duration> read() {
        Map<String, Duration> times = new LinkedHashMap<>();
        pids.forEach((name, pid) ->
                times.put(name, ProcessHandle.of(pid).map(CpuMeter::total).orElse(Duration.ZERO)));
        return times;
    }

    /** This process is the parent of all the others, which count for themselves. */
    private static Duration total(ProcessHandle process) {
        Stream<ProcessHandle> children =
                process.equals(ProcessHandle.current()) ? Stream.empty() : process.descendants();
        return Stream.concat(Stream.of(process), children)
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
