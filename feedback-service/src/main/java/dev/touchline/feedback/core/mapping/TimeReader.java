package dev.touchline.feedback.core.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as platforms write them: ISO 8601 with or without zone, with a space for the T, epoch seconds,
 * milliseconds or microseconds as number or text, and the mapping's own formats. Thread-safe.
 */
public final class TimeReader {
    private static final int CHARS = 64;
    /** March 1973; below it lie dates written without hyphens, such as 20261121. */
    private static final long FIRST_SECONDS = 100_000_000L;

    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final long FIRST_MICROS = FIRST_MILLIS * 1000;
    private static final long BEYOND = FIRST_MICROS * 1000;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ][XXX][XX][X][VV]]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final @Nullable ZoneId zone;
    private final List<DateTimeFormatter> formats;

    /**
     * A reader.
     *
     * @param zone the zone of times without one; null: such a time is a flaw
     * @param formats tried in their order, before ISO 8601
     */
    public TimeReader(@Nullable ZoneId zone, List<DateTimeFormatter> formats) {
        this.zone = zone;
        this.formats = List.copyOf(formats);
    }

    /** The time, or null when there is none; what can't be a time is noted as a flaw. */
    public @Nullable Instant read(String pointer, @Nullable Object value, Notes notes) {
        if (value instanceof Number number) {
            return epoch(pointer, number.doubleValue(), number.longValue(), notes);
        }
        String text = Values.text(pointer, value, notes);
        return text == null ? null : written(pointer, text.strip(), notes);
    }

    private static @Nullable Instant epoch(String pointer, double number, long whole, Notes notes) {
        double size = Math.abs(number);
        if (!(size >= FIRST_SECONDS && size < BEYOND)) {
            notes.flaw(pointer, "gave a number that is no time");
            return null;
        }
        if (size < FIRST_MILLIS) {
            return Instant.ofEpochMilli(Math.round(number * 1000));
        }
        return Instant.ofEpochMilli(size < FIRST_MICROS ? whole : whole / 1000);
    }

    private @Nullable Instant written(String pointer, String text, Notes notes) {
        for (DateTimeFormatter format : formats) {
            TemporalAccessor parsed = parsed(format, text);
            if (parsed != null) {
                return instant(pointer, parsed, notes);
            }
        }
        Double numeral = Values.numeral(text);
        if (numeral != null) {
            return epoch(pointer, numeral, numeral.longValue(), notes);
        }
        TemporalAccessor parsed = parsed(ISO, text);
        if (parsed == null) {
            parsed = parsed(DateTimeFormatter.RFC_1123_DATE_TIME, text);
        }
        if (parsed == null) {
            notes.flaw(pointer, "gave a text that is no time; times.formats can name how it is written");
            return null;
        }
        return instant(pointer, parsed, notes);
    }

    private @Nullable Instant instant(String pointer, TemporalAccessor parsed, Notes notes) {
        if (parsed instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (parsed instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (zone == null) {
            notes.flaw(pointer, "gave a time without a zone, and times.zone does not name one");
            return null;
        }
        if (parsed instanceof LocalDate date) {
            notes.warn(pointer, "gave a date without a time of day: taken as the start of that day");
            return date.atStartOfDay(zone).toInstant();
        }
        return LocalDateTime.from(parsed).atZone(zone).toInstant();
    }

    private static @Nullable TemporalAccessor parsed(DateTimeFormatter format, String text) {
        try {
            return text.length() > CHARS
                    ? null
                    : format.parseBest(
                            text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
