package dev.touchline.feedback.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks of single fields that note what is wrong and answer null for a value that can't be used. */
public final class Fields {
    private final Flaws flaws;

    public Fields(Flaws flaws) {
        this.flaws = flaws;
    }

    public void flaw(String base, String field, String detail) {
        flaws.add(base + field, detail);
    }

    /** Whether something was already said about exactly that place. */
    boolean spokenOf(String pointer) {
        return flaws.at(pointer);
    }

    /** Complains about what is missing, unless something was already said about that place. */
    public void missing(String pointer, String detail) {
        missingUnless(pointer, detail);
    }

    /** As {@link #missing}, unless something was said about one of these other places either. */
    public void missingUnless(String pointer, String detail, String... others) {
        if (!flaws.at(pointer) && Arrays.stream(others).noneMatch(flaws::at)) {
            flaws.add(pointer, detail);
        }
    }

    public <T> @Nullable T present(String pointer, @Nullable T value) {
        if (value == null) {
            missing(pointer, "is required");
        }
        return value;
    }

    @Nullable
    public String required(String pointer, @Nullable String value, int maxChars) {
        if (value == null) {
            return present(pointer, null);
        }
        return usable(pointer, value, Text.flawOfName(value, maxChars));
    }

    @Nullable
    public String optional(String pointer, @Nullable String value, int maxChars) {
        return value == null ? null : usable(pointer, value, Text.flaw(value, maxChars));
    }

    @Nullable
    public String slug(String base, String field, @Nullable String value) {
        if (value == null) {
            return present(base + field, null);
        }
        if (!Text.isSlug(value)) {
            flaws.add(base + field, Text.NOT_A_SLUG);
            return null;
        }
        return value;
    }

    @Nullable
    public Instant time(String pointer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant at = IsoTime.parse(text);
            if (!at.isBefore(Limits.EARLIEST) && !at.isAfter(Limits.LATEST)) {
                return at;
            }
            flaws.add(pointer, "must lie in the years 1970 to 9999");
        } catch (DateTimeException e) {
            flaws.add(pointer, "must be an ISO 8601 date and time with a zone, such as 2026-11-21T10:00:00Z");
        }
        return null;
    }

    private @Nullable String usable(String pointer, String value, @Nullable String wrong) {
        if (wrong != null) {
            flaws.add(pointer, wrong);
            return null;
        }
        return value;
    }
}
