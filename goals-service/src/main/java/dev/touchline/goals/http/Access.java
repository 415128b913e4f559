package dev.touchline.goals.http;

import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Team;
import dev.touchline.goals.kafka.Roster;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Who may see and agree on an agent's goals: the agent, and the supervisors of the agent's current team. Admin and QA
 * only look. What somebody may not see does not exist for them. The goals of an agent who was deleted stay readable for
 * the supervisors of the last team, and as they are.
 */
@RequestScoped
class Access {
    private static final Duration ROSTER_SOON = Duration.ofSeconds(2);

    private final Roster roster;
    private final Caller caller;
    private final Clock clock;

    Access(Roster roster, Caller caller, Clock clock) {
        this.roster = roster;
        this.caller = caller;
        this.clock = clock;
    }

    /** The agent, when the caller may see their goals; 404 otherwise, whether the agent exists or not. */
    Agent visible(String agentId) {
        Agent agent = known(agentId);
        if (caller.seesAllTeams() || isAbout(agent)) {
            return agent;
        }
        throw unknown();
    }

    /**
     * The agent, when the caller is one of the two sides that agree on goals; 404 otherwise, 409 with one side gone.
     */
    Agent agreeing(String agentId) {
        Agent agent = known(agentId);
        if (!isAbout(agent)) {
            throw unknown();
        }
        if (agent.goneBy(clock.instant())) {
            throw Problem.of(409, "Not possible now", "The agent was deleted; their goals stay as they are.");
        }
        return agent;
    }

    /** Where the agent's days begin. */
    ZoneId zone(Agent agent) {
        return roster.teamOf(agent, clock.instant()).map(Team::zone).orElse(ZoneOffset.UTC);
    }

    static Problem unknown() {
        return Problem.notFound("Agent or goal");
    }

    private Agent known(String agentId) {
        if (!roster.loaded()) {
            throw Problem.unavailable("The roster is still being read; try again.", ROSTER_SOON);
        }
        return roster.agent(agentId).orElseThrow(Access::unknown);
    }

    private boolean isAbout(Agent agent) {
        return (caller.isAgent() && isSelf(agent)) || (caller.isSupervisor() && leads(agent));
    }

    /** The subject of an agent who was deleted may be another agent's by now. */
    boolean isSelf(Agent agent) {
        return agent.subject().equals(caller.subject()) && !agent.goneBy(clock.instant());
    }

    private boolean leads(Agent agent) {
        return roster.teamOf(agent, clock.instant())
                .filter(team -> team.supervisors().contains(caller.subject()))
                .isPresent();
    }
}
