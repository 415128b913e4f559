package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Text;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads single values of requests of people and notes what is wrong with them. */
final class Reading {
    private Reading() {}

    /** To the microsecond, as PostgreSQL keeps it: what is read back must equal what was written. */
    static @Nullable Instant instant(String pointer, @Nullable String text, Flaws flaws) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            flaws.add(pointer, "must be an ISO 8601 date and time with a zone, such as 2026-11-21T10:00:00Z");
            return null;
        }
    }

    static @Nullable LocalDate date(String pointer, @Nullable String text, Flaws flaws) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            flaws.add(pointer, "must be a date such as 2026-11-21");
            return null;
        }
    }

    /** The version that a write rests on; the last write wins when the header is not sent. */
    static OptionalLong expected(@Nullable String ifMatch) {
        return ifMatch == null ? OptionalLong.empty() : OptionalLong.of(IfMatch.require(ifMatch));
    }

    /** An id in a path that could be one; a 404 can't be right for one that could never be. */
    static String slug(String name, String id) {
        if (!Text.isSlug(id)) {
            throw new Problem(422, "Bad id", List.of(new Problem.Cause(name, Text.NOT_A_SLUG)));
        }
        return id;
    }
}
