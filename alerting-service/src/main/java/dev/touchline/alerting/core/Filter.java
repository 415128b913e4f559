package dev.touchline.alerting.core;

import java.time.Instant;

/**
 * One version of a filter. Versions of one id count up from 1; each is in force for the responses received from
 * {@code effectiveFrom} on, until the next one is.
 */
public record Filter(String id, long version, Instant effectiveFrom, Life life, Definition definition) {
    /** Whether this version ends the filter. */
    public enum Life {
        IN_USE,
        DELETED
    }

    /** @throws IllegalArgumentException when the id is no slug or the version not positive */
    public Filter {
        Limits.check("id", Limits.slug(id));
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more");
        }
    }

    boolean marks(Rating rating) {
        return life == Life.IN_USE && definition.marks(rating);
    }
}
