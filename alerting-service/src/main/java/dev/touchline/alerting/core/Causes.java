package dev.touchline.alerting.core;

import java.util.Optional;

/** Whether there is a cause beyond the agent for a rating. The same rating always gets the same answer. */
@FunctionalInterface
public interface Causes {
    /** None is known. */
    Causes NONE = rating -> Optional.empty();

    /** Why the rating is not held against the agent, if so. */
    Optional<Reason> muting(Rating rating);
}
