package dev.touchline.alerting.core;

import java.util.Optional;

/**
 * What is usual where an agent works. The same rating always gets the same answer, whenever it is asked for: the
 * snapshot of the day before its own, as in force when it was received, the agent's own ratings left out.
 */
@FunctionalInterface
public interface Baselines {
    /** Nothing is known yet. */
    Baselines NONE = rating -> Optional.empty();

    Optional<Baseline> of(Rating rating);
}
