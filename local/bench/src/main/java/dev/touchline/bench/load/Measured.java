package dev.touchline.bench.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a load saw.
 *
 * @param answered requests with the expected answer
 * @param failed requests with another answer or none
 * @param nanos from the first request to the last answer
 * @param latency of the answered ones, nanoseconds
 * @param firstFailure the first answer that was not as expected
 */
public record Measured(
        long answered,
        long failed,
        long nanos,
        Histogram latency,
        @Nullable String firstFailure) {
    /** Answered requests a second. */
    public double perSecond() {
        return nanos == 0 ? 0 : answered * 1e9 / nanos;
    }

    /** A percentile of the latency in milliseconds. */
    public double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
