package dev.touchline.alerting.core;

import java.time.Instant;

/** A version of a filter that says what to look for. */
public record Filter(String id, long version, Instant effectiveFrom, Definition definition) implements Edition {
    /** @throws IllegalArgumentException when the id is no slug or the version not positive */
    public Filter {
        Limits.check("id", Limits.slug(id));
        Limits.check("version", Limits.version(version));
    }

    @Override
    public Filter from(Instant other) {
        return new Filter(id, version, other, definition);
    }

    boolean covers(Rating rating) {
        return definition.covers(rating);
    }
}
