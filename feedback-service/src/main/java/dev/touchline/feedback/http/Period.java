package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.kit.http.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code from} and {@code to} of a request. */
final class Period {
    /** Figures over more than a year say nothing about now. */
    static final int MOST_DAYS = 366;

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private Period() {}

    /** Times, the end not included. */
    record Times(Instant from, Instant to) {}

    /** Whole days (UTC), the last one included. */
    record Days(LocalDate from, LocalDate to) {}

    /** What is not given: up to now, from that long before the end. */
    static Times times(@Nullable String from, @Nullable String to, Instant now, Duration usual) {
        Flaws flaws = new Flaws();
        Instant end = within(Reading.instant("to", to, flaws));
        Instant start = within(Reading.instant("from", from, flaws));
        refuse(flaws);
        // What was just answered may lie a little ahead of our clock.
        Instant until = end == null ? now.plus(1, ChronoUnit.DAYS) : end;
        Times times = new Times(start == null ? (end == null ? now : end).minus(usual) : start, until);
        if (times.to().isBefore(times.from())) {
            throw wrong("to", "must not be before from");
        }
        return times;
    }

    /** What is not given: up to today, that many days in all. A time stands for its day. */
    static Days days(@Nullable String from, @Nullable String to, Instant now, int usual) {
        LocalDate end = to == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : day("to", to);
        LocalDate start = from == null ? end.minusDays(usual - 1L) : day("from", from);
        if (end.isBefore(start)) {
            throw wrong("to", "must not be before from");
        }
        if (ChronoUnit.DAYS.between(start, end) >= MOST_DAYS) {
            throw wrong("from", "must be at most " + MOST_DAYS + " days before to");
        }
        return new Days(start, end);
    }

    /** There is nothing outside of what ingest takes; asking for more is no mistake. */
    private static @Nullable Instant within(@Nullable Instant time) {
        if (time == null || time.isBefore(Limits.EARLIEST)) {
            return time == null ? null : Limits.EARLIEST;
        }
        return time.isAfter(Limits.LATEST) ? Limits.LATEST : time;
    }

    private static LocalDate day(String name, String text) {
        try {
            LocalDate day = text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate();
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                throw wrong(name, "must lie between the years " + FIRST_YEAR + " and " + LAST_YEAR);
            }
            return day;
        } catch (DateTimeException e) {
            throw wrong(name, "must be a date such as 2026-11-21, or a date and time with a zone");
        }
    }

    private static void refuse(Flaws flaws) {
        if (!flaws.none()) {
            throw Problems.of(400, "Bad period", flaws.list());
        }
    }

    private static Problem wrong(String name, String detail) {
        return new Problem(400, "Bad period", List.of(new Problem.Cause(name, detail)));
    }
}
