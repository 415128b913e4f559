package dev.touchline.bench.figure;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Small sums over the rounds of a figure. */
final class Medians {
    private Medians() {}

    /** The median; of an even number the mean of the middle two. NaN of nothing. */
    static <T> double of(Collection<T> rounds, ToDoubleFunction<T> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** CPU microseconds of a process for each of {@code count}; NaN when the process is not among them. */
    static double micros(Map<String, Duration> used, String process, long count) {
        Duration time = used.get(process);
        return time == null || count == 0 ? Double.NaN : time.toNanos() / 1e3 / count;
    }
}
