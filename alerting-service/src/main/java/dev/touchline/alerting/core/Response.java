package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.HashSet;
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
        ratings = List.copyOf(ratings);
        if (ratings.size() > 1 && namesTwice(ratings)) {
            throw new IllegalArgumentException("ratings name a topic twice");
        }
    }

    /** The same without ratings on other topics. */
    public Response about(Set<String> topics) {
        boolean all = true;
        for (Rating rating : ratings) {
            all &= topics.contains(rating.topic());
        }
        if (all) {
            return this;
        }
        return new Response(
                key,
                eventId,
                updatedAt,
                attribution,
                ratings.stream()
                        .filter(rating -> topics.contains(rating.topic()))
                        .toList());
    }

    private static boolean namesTwice(List<Rating> ratings) {
        Set<String> topics = HashSet.newHashSet(ratings.size());
        for (Rating rating : ratings) {
            if (!topics.add(rating.topic())) {
                return true;
            }
        }
        return false;
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
