package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is remembered of a response: enough to know it again, and to take back what it said.
 *
 * @param marked topics on which a filter marked it, each with the event time at which it stands there
 */
public record Remembered(UUID eventId, Instant updatedAt, Map<String, Instant> marked) {
    public Remembered {
        marked = Map.copyOf(marked);
    }
}
