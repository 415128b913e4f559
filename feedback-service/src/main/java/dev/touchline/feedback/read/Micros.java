package dev.touchline.feedback.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since 1970, UTC. */
public final class Micros {
    static final long PER_SECOND = 1_000_000;
    static final long PER_DAY = 86_400 * PER_SECOND;

    private static final int SECONDS_END = "2026-11-21T10:00:00".length();
    private static final int DIGITS = 6;

    private Micros() {}

    /**
     * Reads RFC 3339 in UTC; what is finer than a microsecond is cut off. Every record has three times, and the JDK's
     * parser would cost more than all else about it: hence by hand, and the JDK's for whatever looks unusual.
     *
     * @throws java.time.DateTimeException when it is none
     */
    static long parse(String text) {
        int end = text.length() - 1;
        boolean usual = end >= SECONDS_END && text.charAt(end) == 'Z' && isPattern(text);
        return usual && (end == SECONDS_END || isFraction(text, end)) ? read(text, end) : of(Instant.parse(text));
    }

    /** Of a time; what is finer than a microsecond is cut off. */
    public static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The time. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Days since 1970. */
    static long day(long micros) {
        return Math.floorDiv(micros, PER_DAY);
    }

    private static long read(String text, int end) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return of(Instant.parse(text));
        }
        return day * PER_DAY + (hour * 3600L + minute * 60L + second) * PER_SECOND + fraction(text, end);
    }

    private static long fraction(String text, int end) {
        long fraction = 0;
        for (int i = 1; i <= DIGITS; i++) {
            int at = SECONDS_END + i;
            fraction = fraction * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return fraction;
    }

    private static boolean isPattern(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char c = text.charAt(i);
            boolean right =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> c == 'T';
                        case 13, 16 -> c == ':';
                        default -> isDigit(c);
                    };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFraction(String text, int end) {
        if (text.charAt(SECONDS_END) != '.' || end == SECONDS_END + 1 || end > SECONDS_END + 10) {
            return false;
        }
        for (int i = SECONDS_END + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
