package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Optional;

/**
 * That an {@link Episode} of a team's topic began, or that it ended. What is published never changes.
 *
 * @param end none when it began
 */
public record Cause(String team, String topic, Episode episode, Optional<End> end) {
    /**
     * That it is over.
     *
     * @param at ratings given from then on are held against agents again
     * @param recovered whether the topic is as usual again; if not, it lasted for so long that it is usual now
     */
    public record End(Instant at, boolean recovered) {}

    /**
     * A cause as it was published.
     *
     * @param at by the broker's clock
     */
    public record Published(Cause cause, Instant at) {}
}
