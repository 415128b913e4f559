package dev.touchline.bench.figure;

import dev.touchline.bench.load.Measured;
import java.time.Duration;
import java.util.Map;

/**
 * One round of one subject.
 *
 * @param records how many survey responses were acknowledged
 * @param cpu used meanwhile, by process
 */
record Turn(Measured measured, long records, Map<String, Duration> cpu) {
    double recordsPerSecond() {
        return records * 1e9 / measured.nanos();
    }

    /** CPU microseconds of the process for a record. */
    double micros(String process) {
        return Medians.micros(cpu, process, records);
    }
}
