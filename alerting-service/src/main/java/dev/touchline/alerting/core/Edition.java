package dev.touchline.alerting.core;

import java.time.Instant;

/**
 * A version of a filter id. Versions count up from 1; each is in force for the responses received from
 * {@code effectiveFrom} on, until the next one is.
 */
public sealed interface Edition permits Filter, Edition.Ended {
    String id();

    long version();

    Instant effectiveFrom();

    /** The same version, in force from then on. */
    Edition from(Instant other);

    /** From here on the filter is deleted and judges nothing. */
    record Ended(String id, long version, Instant effectiveFrom) implements Edition {
        /** @throws IllegalArgumentException when the id is no slug or the version not positive */
        public Ended {
            Limits.check("id", Limits.slug(id));
            Limits.check("version", Limits.version(version));
        }

        @Override
        public Ended from(Instant other) {
            return new Ended(id, version, other);
        }
    }
}
