package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is remembered of a response: enough to know it again, and to take back what it said.
 *
 * @param marked topics on which a filter marked it, each with the event time at which it stands there
 * @param counted what of it is in its agent's {@link Contributions}
 */
public record Remembered(
        UUID eventId, Instant updatedAt, int attribution, Map<String, Instant> marked, Counted counted) {
    public Remembered {
        marked = Map.copyOf(marked);
    }

    /** Whether that one says what was so before: it is older, or as old and of an earlier attribution. */
    boolean outranks(Response other) {
        int age = updatedAt.compareTo(other.updatedAt());
        return age > 0 || age == 0 && attribution > other.attribution();
    }
}
