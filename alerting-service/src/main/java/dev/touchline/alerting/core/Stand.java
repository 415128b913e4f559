package dev.touchline.alerting.core;

import java.util.Optional;

/**
 * What all marks up to a point come to.
 *
 * @param need the one that stands there
 * @param silenced while they are silenced: how things would stand if they were not
 */
public record Stand(Optional<Need> need, Tallies tallies, Optional<Stand> silenced) {
    static final Stand NOTHING = new Stand(Optional.empty(), Tallies.NONE);

    public Stand(Optional<Need> need, Tallies tallies) {
        this(need, tallies, Optional.empty());
    }
}
