package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.UUID;

/** One piece of evidence where it stands: on an item, for a need. Two needs may hold the same response. */
public record Held(Key key, double score, Instant respondedAt) {

    /** What makes it one. */
    public record Key(UUID itemId, UUID needId, ResponseRef ref) {}
}
