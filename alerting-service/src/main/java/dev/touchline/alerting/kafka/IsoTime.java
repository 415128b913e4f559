package dev.touchline.alerting.kafka;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads times as this system writes them, quickly; of any other form it says nothing. */
final class IsoTime {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final long DAY = 86_400;
    private static final int NANO_DIGITS = 9;
    private static final int EARLIEST_YEAR = 1970;

    /** Most times of a log are of the day of the time before. */
    private int lastDate = -1;

    private long lastDay;

    /** The time, or {@link Instant#MIN} where it is for {@link Instant#parse} to say. */
    Instant read(char[] text, int from, int length) {
        if (length <= FORM.length() || text[from + length - 1] != 'Z' || !hasForm(text, from)) {
            return Instant.MIN;
        }
        int date = number(text, from, 4) * 10_000 + number(text, from + 5, 2) * 100 + number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        int nanos = nanos(text, from + FORM.length(), from + length - 1);
        if (hour > 23 || minute > 59 || second > 59 || nanos < 0 || !isDay(date)) {
            return Instant.MIN;
        }
        return Instant.ofEpochSecond(lastDay * DAY + hour * 3600L + minute * 60L + second, nanos);
    }

    private static boolean hasForm(char[] text, int from) {
        for (int i = 0; i < FORM.length(); i++) {
            char c = text[from + i];
            boolean right = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private boolean isDay(int date) {
        if (date == lastDate) {
            return true;
        }
        try {
            long day = LocalDate.of(date / 10_000, date / 100 % 100, date % 100).toEpochDay();
            if (date < EARLIEST_YEAR * 10_000) {
                return false;
            }
            lastDate = date;
            lastDay = day;
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Nanoseconds of {@code .118}, or of nothing; below zero when it is something else. */
    private static int nanos(char[] text, int from, int to) {
        if (from == to) {
            return 0;
        }
        int digits = to - from - 1;
        if (text[from] != '.' || digits < 1 || digits > NANO_DIGITS) {
            return -1;
        }
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            char c = i < digits ? text[from + 1 + i] : '0';
            if (c < '0' || c > '9') {
                return -1;
            }
            nanos = nanos * 10 + (c - '0');
        }
        return nanos;
    }

    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
