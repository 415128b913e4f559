package dev.touchline.goals.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An agent as far as goals care: who it is, and whose.
 *
 * @param subject the subject of the agent's own token
 * @param deletedAt when the agent was taken off the roster; their subject may be somebody else's since
 */
public record Agent(String id, String name, String subject, List<Assignment> assignments, Optional<Instant> deletedAt) {
    public Agent {
        assignments = List.copyOf(assignments);
    }

    /**
     * Time in a team.
     *
     * @param from inclusive; {@link Instant#MIN} for since ever
     * @param to exclusive; {@link Instant#MAX} while it lasts
     */
    public record Assignment(String team, Instant from, Instant to) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** Whether the agent is off the roster by that time: history then, which nobody agrees on any more. */
    public boolean goneBy(Instant at) {
        return deletedAt.filter(deleted -> !deleted.isAfter(at)).isPresent();
    }

    /** The team at that time, else the last one before it: an agent who left stays readable where they worked. */
    public Optional<String> teamAt(Instant at) {
        return assignments.stream()
                .filter(assignment -> !assignment.from().isAfter(at))
                .max(Comparator.<Assignment, Boolean>comparing(assignment -> assignment.covers(at))
                        .thenComparing(Assignment::from))
                .map(Assignment::team);
    }
}
