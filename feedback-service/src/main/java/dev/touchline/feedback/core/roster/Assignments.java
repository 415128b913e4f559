package dev.touchline.feedback.core.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The teams of one agent over time: never two at once, and one at every time, from ever until open. So every response,
 * however old, finds the team that answers for it.
 */
public final class Assignments {
    private Assignments() {}

    /** The assignments of somebody new, who counts for the team since ever: what came before us has to go somewhere. */
    public static List<Assignment> first(String team) {
        return List.of(new Assignment(team, Validity.ALWAYS));
    }

    /**
     * The assignments once the agent is in that team from a time on, open ended. What was planned after it is dropped,
     * what overlaps it is cut short.
     *
     * @param current as they are, in order of time; empty for somebody new, for whom {@code teamFrom} says nothing
     * @param teamFrom when the move takes or took place; null: now, and nothing changes when the agent is there already
     */
    public static List<Assignment> assign(
            List<Assignment> current, String team, @Nullable Instant teamFrom, Instant now) {
        if (current.isEmpty()) {
            return first(team);
        }
        if (teamFrom == null && teamAt(current, now).equals(Optional.of(team))) {
            return current;
        }
        return moved(current, team, teamFrom == null ? now : teamFrom);
    }

    /** The team at that time; empty only for what {@link #assign} did not make. */
    public static Optional<String> teamAt(List<Assignment> assignments, Instant at) {
        for (Assignment assignment : assignments) {
            if (assignment.during().contains(at)) {
                return Optional.of(assignment.team());
            }
        }
        return Optional.empty();
    }

    private static List<Assignment> moved(List<Assignment> current, String team, Instant from) {
        List<Assignment> result = new ArrayList<>(current.size() + 1);
        for (Assignment assignment : current) {
            Validity before = assignment.during().until(from);
            if (before != null) {
                result.add(new Assignment(assignment.team(), before));
            }
        }
        Assignment last = result.isEmpty() ? null : result.getLast();
        boolean stays = last != null && last.team().equals(team);
        Instant start = last == null ? null : stays ? last.during().from() : from;
        if (stays) {
            result.removeLast();
        }
        result.add(new Assignment(team, new Validity(start, null)));
        return List.copyOf(result);
    }
}
