package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a silence. Versions count up from 1; each is in force for the responses received from
 * {@code effectiveFrom} on, until the next one is.
 *
 * @param quiet none: from here on it is lifted
 */
public record Silence(String id, long version, Instant effectiveFrom, Optional<Quiet> quiet) {
    /** @throws IllegalArgumentException when the id is no slug or the version not positive */
    public Silence {
        Limits.check("id", Limits.slug(id));
        Limits.check("version", Limits.version(version));
    }
}
