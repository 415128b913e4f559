package dev.touchline.feedback.core.roster;

import dev.touchline.feedback.core.AgentRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks with customers.
 *
 * @param subject the subject of the tokens that this person logs in with
 * @param assignments the teams over time, as {@link Assignments} keeps them
 * @param startedOn the first day at work, if known
 * @param deletedAt when the agent left the roster; stays readable in history; null while there
 * @param version grows by one with each change, from 1
 */
public record Agent(
        String id,
        String name,
        String subject,
        List<Assignment> assignments,
        List<Alias> aliases,
        @Nullable LocalDate startedOn,
        @Nullable Instant deletedAt,
        long version) {
    public Agent {
        assignments = List.copyOf(assignments);
        aliases = List.copyOf(aliases);
    }

    /** The subject of an agent who was given no other. */
    public static String defaultSubject(String id) {
        return "agent:" + id;
    }

    /** The team at that time, as far as the record tells. */
    public Optional<String> teamAt(Instant at) {
        return Assignments.teamAt(assignments, at);
    }

    /** Every name that a response may call this agent by, at one time or another. */
    public Set<AgentRef> names() {
        Set<AgentRef> names = new HashSet<>();
        names.add(new AgentRef.ById(id));
        aliases.forEach(alias -> names.add(alias.key()));
        return names;
    }

    /** Whether the agent was on the roster then; what is rated after somebody left can't be theirs. */
    public boolean presentAt(Instant at) {
        return deletedAt == null || at.isBefore(deletedAt);
    }

    /** Whether an alias was this agent's then. */
    boolean answersTo(Alias alias, Instant at) {
        return presentAt(at) && alias.during().contains(at);
    }

    Agent deleted(Instant at) {
        return new Agent(id, name, subject, assignments, aliases, startedOn, at, version + 1);
    }

    /** Whether both say the same, whatever their versions. */
    boolean saysTheSameAs(Agent other) {
        return id.equals(other.id)
                && name.equals(other.name)
                && subject.equals(other.subject)
                && assignments.equals(other.assignments)
                && aliases.equals(other.aliases)
                && Objects.equals(startedOn, other.startedOn)
                && Objects.equals(deletedAt, other.deletedAt);
    }
}
