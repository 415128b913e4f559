package dev.touchline.coaching.core;

import java.time.Instant;

/**
 * Somebody stands in for a team's supervisors for a time.
 *
 * @param subject who sees and works the team's queue meanwhile
 * @param from the first instant of it
 * @param until the first instant after it
 * @param grantedBy the subject of who let them in
 */
public record Cover(String team, String subject, Instant from, Instant until, String reason, String grantedBy) {

    /** Whether it holds at that instant. */
    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
