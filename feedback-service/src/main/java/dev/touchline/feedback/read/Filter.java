package dev.touchline.feedback.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which responses are meant.
 *
 * @param teams those that count for one of these teams; null: whichever team
 * @param agent this agent's; null: whose ever
 * @param topic those with a rating about it; null: all
 * @param from when the customer answered, inclusive
 * @param to exclusive
 */
public record Filter(
        @Nullable List<String> teams,
        @Nullable String agent,
        @Nullable String topic,
        Instant from,
        Instant to) {
    public Filter {
        teams = teams == null ? null : List.copyOf(teams);
        if (teams == null && agent == null) {
            throw new IllegalArgumentException("Neither teams nor an agent: no index serves that");
        }
    }

    /** Nothing fits it. */
    public static Filter nothing(Instant now) {
        return new Filter(List.of(), null, null, now, now);
    }
}
