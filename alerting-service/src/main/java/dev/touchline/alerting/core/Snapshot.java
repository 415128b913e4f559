package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Optional;

/**
 * How the agents of one partition were rated: what was known of them by the end of a day, over the
 * {@link Contributions#WINDOW_DAYS} that end with it. It is published once and never changes.
 *
 * @param day UTC, counted from 1970
 * @param partition of the agents; what is usual is the sum over all of them
 */
public record Snapshot(Group group, long day, int partition, Histogram ratings) {
    /**
     * Who is counted.
     *
     * @param team none for the whole organisation
     */
    public record Group(Optional<String> team, String topic) {}

    /**
     * A snapshot as it was published.
     *
     * @param at by the broker's clock
     */
    public record Published(Snapshot snapshot, Instant at) {}
}
