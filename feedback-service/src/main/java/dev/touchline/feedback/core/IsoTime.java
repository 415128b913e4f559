package dev.touchline.feedback.core;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Times as they stand in JSON. Every response has three, and the JDK's parser would cost a tenth of all the work on it:
 * hence the usual form, {@code 2026-11-21T10:00:00.123Z}, by hand, and the JDK's parser for whatever looks different.
 */
public final class IsoTime {
    private static final int SECONDS_END = "2026-11-21T10:00:00".length();
    private static final int NANO_DIGITS = 9;
    private static final long DAY = 86_400;

    private IsoTime() {}

    /**
     * Reads ISO 8601 with a zone, as {@link OffsetDateTime#parse(CharSequence)} does.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant parse(String text) {
        return isUsual(text) ? read(text) : OffsetDateTime.parse(text).toInstant();
    }

    /** As {@link Instant#toString()}, for a time of the years 0 to 9999; written by hand for the same reason. */
    public static String text(Instant time) {
        long second = time.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
        int ofDay = (int) Math.floorMod(second, DAY);
        int digits = fractionDigits(time.getNano());
        byte[] text = new byte[SECONDS_END + (digits == 0 ? 1 : digits + 2)];
        write(text, 0, 4, date.getYear());
        text[4] = '-';
        write(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        write(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        write(text, 11, 2, ofDay / 3600);
        text[13] = ':';
        write(text, 14, 2, ofDay / 60 % 60);
        text[16] = ':';
        write(text, 17, 2, ofDay % 60);
        if (digits > 0) {
            text[SECONDS_END] = '.';
            write(text, SECONDS_END + 1, digits, time.getNano() / (digits == 3 ? 1_000_000 : digits == 6 ? 1000 : 1));
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int fractionDigits(int nano) {
        if (nano == 0) {
            return 0;
        }
        return nano % 1_000_000 == 0 ? 3 : nano % 1000 == 0 ? 6 : NANO_DIGITS;
    }

    private static void write(byte[] text, int from, int digits, int number) {
        int left = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /** Whether it has digits where the usual form has them; what they say is another matter. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z') {
            return false;
        }
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
        return end == SECONDS_END || isFraction(text, end);
    }

    private static boolean isFraction(String text, int end) {
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > NANO_DIGITS) {
            return false;
        }
        for (int i = SECONDS_END + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static Instant read(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return OffsetDateTime.parse(text).toInstant();
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochSecond(day * DAY + hour * 3600L + minute * 60L + second, nanos(text));
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
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
