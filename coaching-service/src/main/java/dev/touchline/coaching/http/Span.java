package dev.touchline.coaching.http;

import dev.touchline.kit.http.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that somebody asks about.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
record Span(Instant from, Instant to) {
    static final Duration USUAL = Duration.ofDays(28);
    static final Duration LONGEST = Duration.ofDays(366);

    /** Up to now without {@code to}, 28 days without {@code from}; adds what is wrong to the causes. */
    static Span of(@Nullable String from, @Nullable String to, Instant now, List<Problem.Cause> causes) {
        Instant end = instant("to", to, now, causes);
        Instant begin = instant("from", from, end.minus(USUAL), causes);
        if (!begin.isBefore(end)) {
            causes.add(new Problem.Cause("from", "is before to"));
        } else if (begin.plus(LONGEST).isBefore(end)) {
            causes.add(new Problem.Cause(
                    "from", "is at most " + LONGEST.toDays() + " days before to; ask for several spans"));
        }
        return new Span(begin, end);
    }

    private static Instant instant(String name, @Nullable String given, Instant otherwise, List<Problem.Cause> causes) {
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        try {
            Instant instant = OffsetDateTime.parse(given.strip()).toInstant();
            // Where a database's times and ours both reach.
            if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Told below, together with what is out of range.
        }
        causes.add(new Problem.Cause(name, "is a time with zone, such as 2026-11-22T10:00:00Z"));
        return otherwise;
    }
}
