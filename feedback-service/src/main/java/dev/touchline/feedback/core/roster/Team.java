package dev.touchline.feedback.core.roster;

import java.time.ZoneId;
import java.util.List;

/**
 * A group of agents and those who supervise it.
 *
 * @param supervisors the subjects of the tokens that its supervisors log in with
 * @param timeZone whose days count as this team's days
 * @param version grows by one with each change, from 1
 */
public record Team(String id, String name, List<String> supervisors, ZoneId timeZone, long version) {
    public Team {
        supervisors = List.copyOf(supervisors);
    }

    boolean saysTheSameAs(Team other) {
        return id.equals(other.id)
                && name.equals(other.name)
                && supervisors.equals(other.supervisors)
                && timeZone.equals(other.timeZone);
    }
}
