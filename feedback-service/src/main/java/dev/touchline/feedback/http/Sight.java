package dev.touchline.feedback.http;

import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.read.Filter;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which responses and figures somebody may see: admin and QA all; a supervisor those that count for an own team (whose
 * figures they are) and those of whoever is in an own team now (whom they coach); an agent the own ones. The roster is
 * asked each time, so a change of it holds from then on.
 */
final class Sight {
    private final Roster roster;
    private final String subject;
    private final boolean everything;
    private final boolean supervisor;
    private final boolean agent;

    private Sight(Roster roster, Caller caller) {
        this.roster = roster;
        this.subject = caller.subject();
        this.everything = caller.seesAllTeams();
        this.supervisor = caller.isSupervisor();
        this.agent = caller.isAgent();
    }

    static Sight of(Caller caller, Roster roster) {
        return new Sight(roster, caller);
    }

    /** @param team for which the response counts */
    boolean sees(String agentId, String team, Instant now) {
        return everything || supervises(team) || seesAgent(agentId, now);
    }

    boolean seesEverything() {
        return everything;
    }

    boolean seesTeam(String team) {
        return everything ? roster.team(team).isPresent() : supervises(team);
    }

    boolean seesAgent(String agentId, Instant now) {
        Optional<Agent> known = roster.agent(agentId);
        return known.isPresent()
                && (everything
                        || isSelf(known.get())
                        || known.get().teamAt(now).filter(this::supervises).isPresent());
    }

    /** The ids of the agents who are to be seen, those who left included. */
    List<String> agents(Instant now) {
        return roster.agentsAfter("")
                .map(Agent::id)
                .filter(agent -> seesAgent(agent, now))
                .toList();
    }

    /** The teams whose figures are to be seen. */
    List<String> teams() {
        return roster.teamsAfter("").map(Team::id).filter(this::seesTeam).toList();
    }

    /**
     * The responses that are asked for and may be seen.
     *
     * @throws Problem 404 for a team or agent that may not, or that there is none of
     */
    Filter filter(
            @Nullable String team,
            @Nullable String agentId,
            @Nullable String topic,
            Instant from,
            Instant to,
            Instant now) {
        if (agentId != null) {
            if (!seesAgent(agentId, now) && (team == null || !seesTeam(team))) {
                throw Problem.notFound("Agent");
            }
            return new Filter(team == null ? null : List.of(team), agentId, topic, from, to);
        }
        if (everything || supervisor) {
            if (team != null && !seesTeam(team)) {
                throw Problem.notFound("Team");
            }
            return new Filter(team == null ? teams() : List.of(team), null, topic, from, to);
        }
        List<String> narrowed = team == null ? null : List.of(team);
        return self().map(own -> new Filter(narrowed, own.id(), topic, from, to))
                .orElseGet(() -> Filter.nothing(now));
    }

    private Optional<Agent> self() {
        return roster.agentsAfter("").filter(this::isSelf).findFirst();
    }

    private boolean isSelf(Agent known) {
        return agent && known.deletedAt() == null && known.subject().equals(subject);
    }

    private boolean supervises(String team) {
        return supervisor
                && roster.team(team)
                        .filter(known -> known.supervisors().contains(subject))
                        .isPresent();
    }
}
