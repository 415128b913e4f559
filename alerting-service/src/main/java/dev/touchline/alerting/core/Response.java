package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A survey response as the engine sees it: all that one agent was rated on, without words.
 *
 * @param eventId names this content of the response: the same id again is the same thing again
 * @param updatedAt orders the revisions of one response
 * @param attribution orders those of one age: grows when the response moves to another agent
 */
public record Response(ResponseKey key, UUID eventId, Instant updatedAt, int attribution, List<Rating> ratings) {
    /** @throws IllegalArgumentException when one topic is rated twice */
    public Response {
        if (ratings.stream().map(Rating::topic).distinct().count() != ratings.size()) {
            throw new IllegalArgumentException("ratings name a topic twice");
        }
        ratings = List.copyOf(ratings);
    }

    /** It without what it says on these topics. */
    Response without(Set<String> topics) {
        return topics.isEmpty()
                ? this
                : new Response(
                        key,
                        eventId,
                        updatedAt,
                        attribution,
                        ratings.stream()
                                .filter(rating -> !topics.contains(rating.topic()))
                                .toList());
    }
}
