package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    public record Group(Optional<String> team, String topic) {
        /* Written out: asked for every rating, and what the compiler makes of a record is not inlined. */

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Group that && topic.equals(that.topic) && team.equals(that.team);
        }

        @Override
        public int hashCode() {
            return 31 * team.hashCode() + topic.hashCode();
        }
    }

    /**
     * A snapshot as it was published.
     *
     * @param at by the broker's clock
     */
    public record Published(Snapshot snapshot, Instant at) {}
}
