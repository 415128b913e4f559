package dev.touchline.alerting.core;

import java.time.Instant;

/**
 * The little that is kept of a rating, no words among it.
 *
 * @param respondedAt event time
 * @param freshFrom end of the interaction, or {@code respondedAt} where that is not known
 * @param score 0 (worst) to 100 (best)
 * @param given the rating in the words of its own scale, such as "2 of 5"
 * @param team of the agent then
 */
public record Rated(
        ResponseKey response, Instant respondedAt, Instant freshFrom, double score, String given, String team)
        implements Comparable<Rated> {

    static Rated of(Rating rating) {
        return new Rated(
                rating.response(),
                rating.respondedAt(),
                rating.freshFrom(),
                rating.score(),
                rating.given(),
                rating.team());
    }

    /** Event time, then source and response id: the one order in which ratings are walked. */
    @Override
    public int compareTo(Rated other) {
        int times = respondedAt.compareTo(other.respondedAt);
        return times == 0 ? response.compareTo(other.response) : times;
    }
}
