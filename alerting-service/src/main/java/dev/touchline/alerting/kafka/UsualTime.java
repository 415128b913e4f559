package dev.touchline.alerting.kafka;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times of the usual form, {@code 2026-11-21T10:00:00.123Z}, by hand: each response has four, and the JDK's
 * parser would take as long for them as all else takes to be read. Whatever looks different is left to that.
 */
final class UsualTime {
    private static final int SECONDS_END = "2026-11-21T10:00:00".length();
    private static final int NANO_DIGITS = 9;
    private static final String FORM = "0000-00-00T00:00:00";

    private UsualTime() {}

    /** @throws java.time.DateTimeException when it is none */
    static Instant parse(String text) {
        int end = text.length() - 1;
        if (!hasForm(text, end)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second, nanos(text, end));
    }

    private static boolean hasForm(String text, int end) {
        if (end < SECONDS_END || end > SECONDS_END + 1 + NANO_DIGITS || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < SECONDS_END; i++) {
            char wanted = FORM.charAt(i);
            char c = text.charAt(i);
            if (wanted == '0' ? !isDigit(c) : c != wanted) {
                return false;
            }
        }
        return end == SECONDS_END || isFraction(text, end);
    }

    private static boolean isFraction(String text, int end) {
        for (int i = SECONDS_END + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.charAt(SECONDS_END) == '.' && end > SECONDS_END + 1;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int i = SECONDS_END + 1; i <= SECONDS_END + NANO_DIGITS; i++) {
            nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return nanos;
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
