package dev.touchline.feedback.core.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The time in a signature: epoch seconds or milliseconds, or ISO 8601 with a zone. */
final class SignedTime {
    /** More digits than this are no time that we care for, and might not fit a long. */
    private static final int DIGITS = 15;

    private static final long FIRST_MILLIS = 100_000_000_000L;

    private SignedTime() {}

    static @Nullable Instant parse(String text) {
        try {
            if (text.isEmpty() || text.chars().anyMatch(c -> c < '0' || c > '9')) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (text.length() > DIGITS) {
                return null;
            }
            long number = Long.parseLong(text);
            return number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
