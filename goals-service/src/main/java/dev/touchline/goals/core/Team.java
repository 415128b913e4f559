package dev.touchline.goals.core;

import java.time.ZoneId;
import java.util.Set;

/**
 * A team as far as goals care.
 *
 * @param supervisors subjects of the tokens of those who lead it
 * @param zone where its days begin
 */
public record Team(String id, Set<String> supervisors, ZoneId zone) {
    public Team {
        supervisors = Set.copyOf(supervisors);
    }
}
