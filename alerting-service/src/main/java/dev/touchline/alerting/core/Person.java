package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The agent whom a rating is about.
 *
 * @param startedOn first day at work, as the roster knew it at the time of the interaction
 */
public record Person(String id, Optional<LocalDate> startedOn) {
    /** How long the agent had been there (UTC days); less than nothing before the first day. */
    Optional<Duration> tenure(Instant at) {
        long day = at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
        return startedOn.map(first -> Duration.ofDays(day - first.toEpochDay()));
    }
}
