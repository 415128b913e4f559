package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time in which a topic is poor with many agents of a team at once: it is not about any of them.
 *
 * @param channel on which alone it is so; none for the whole team
 * @param from ratings given from then on are not held against agents
 * @param at when it was found
 * @param looked agents who were rated within the window in which it was found
 * @param poor those of them who were rated poorly
 * @param usual how many of them usually would have been
 * @param examples a poor rating of each, {@link NeedChange#MOST} and {@link NeedChange#LARGEST} bytes at most
 */
public record Episode(
        Optional<String> channel,
        Instant from,
        Instant at,
        int looked,
        int poor,
        double usual,
        List<Pulse.Example> examples) {
    public Episode {
        examples = List.copyOf(examples);
    }
}
