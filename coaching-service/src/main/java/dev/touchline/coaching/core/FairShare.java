package dev.touchline.coaching.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Nobody is coached again and again on one day while others wait: once an agent had their share of sessions of a day
 * (UTC), their other items stand behind everybody else's until it is over. Only coaching is held back, and nothing of
 * severity high.
 *
 * @param perDay the share; 0: nobody's items are held back
 */
public record FairShare(int perDay) {

    /** The day that a session counts for. */
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * Until when the agent's other items are held back; empty while they have some of their share left.
     *
     * @param sessions how often they were coached on the day of {@code now}
     */
    public Optional<Instant> usedUpUntil(int sessions, Instant now) {
        return perDay > 0 && sessions >= perDay
                ? Optional.of(day(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                : Optional.empty();
    }

    /** Whether such an item can be held back. */
    static boolean appliesTo(Kind kind, ItemState state, Severity severity) {
        return kind == Kind.COACHING && state instanceof ItemState.Live && severity != Severity.HIGH;
    }
}
