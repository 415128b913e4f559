package dev.touchline.feedback.core.roster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, the start included, the end not.
 *
 * @param from null: since ever
 * @param to null: open
 */
public record Validity(@Nullable Instant from, @Nullable Instant to) {
    public static final Validity ALWAYS = new Validity(null, null);

    public Validity {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to");
        }
    }

    public boolean contains(Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }

    public boolean overlaps(Validity other) {
        return startsBefore(other.to) && other.startsBefore(to);
    }

    /** What is left of it before that time, or null when nothing is. */
    public @Nullable Validity until(Instant end) {
        if (!startsBefore(end)) {
            return null;
        }
        return to != null && !end.isBefore(to) ? this : new Validity(from, end);
    }

    private boolean startsBefore(@Nullable Instant end) {
        return end == null || from == null || from.isBefore(end);
    }
}
