package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.Optional;

/** How long agents must have been there, in whole days. An agent whose first day nobody knows lies outside. */
public record Tenure(Optional<Duration> atLeast, Optional<Duration> below) {
    /** However long. */
    public static final Tenure ANY = new Tenure(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException when a bound is no number of days within the limits, or nobody can meet both */
    public Tenure {
        atLeast.ifPresent(days -> Limits.check("atLeast", Limits.tenure(days)));
        below.ifPresent(days -> Limits.check("below", Limits.tenure(days)));
        Limits.check("below", Limits.tenures(atLeast, below));
    }

    boolean covers(Rating rating) {
        return equals(ANY)
                || rating.agent()
                        .tenure(rating.respondedAt())
                        .filter(days -> atLeast.filter(least -> days.compareTo(least) < 0)
                                .isEmpty())
                        .filter(days ->
                                below.filter(end -> days.compareTo(end) >= 0).isEmpty())
                        .isPresent();
    }
}
