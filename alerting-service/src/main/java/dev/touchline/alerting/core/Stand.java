package dev.touchline.alerting.core;

import java.util.Optional;

/**
 * What all marks up to a point come to.
 *
 * @param need the one that stands there
 */
public record Stand(Optional<Need> need, Tallies tallies) {
    static final Stand NOTHING = new Stand(Optional.empty(), Tallies.NONE);
}
