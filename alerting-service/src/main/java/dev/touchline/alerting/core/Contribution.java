package dev.touchline.alerting.core;

/**
 * What a rating adds to what is usual.
 *
 * @param point of the score scale, as in {@link Histogram}
 */
public record Contribution(String team, int point) {
    static Contribution of(Rating rating) {
        return new Contribution(rating.team(), Histogram.point(rating.score()));
    }
}
