package dev.touchline.feedback.read;

import dev.touchline.feedback.core.IsoTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since 1970, UTC. */
public final class Micros {
    static final long PER_SECOND = 1_000_000;
    static final long PER_DAY = 86_400 * PER_SECOND;

    private Micros() {}

    /**
     * Reads ISO 8601 with a zone; what is finer than a microsecond is cut off.
     *
     * @throws java.time.DateTimeException when it is none
     */
    static long parse(String text) {
        return of(IsoTime.parse(text));
    }

    /**
     * Of a time; what is finer than a microsecond is cut off.
     *
     * @throws ArithmeticException some 290,000 years from now
     */
    public static long of(Instant instant) {
        return Math.multiplyExact(instant.getEpochSecond(), PER_SECOND) + instant.getNano() / 1000;
    }

    /** The time. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Days since 1970. */
    static long day(long micros) {
        return Math.floorDiv(micros, PER_DAY);
    }
}
