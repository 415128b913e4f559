package dev.touchline.feedback.core.roster;

import dev.touchline.feedback.core.AgentRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody, and who answers to which name when. Many threads may read while one writes; a reader sees each agent and
 * team as a whole, before or after a change.
 */
public final class Roster {
    private final NavigableMap<String, Agent> agents = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, Team> teams = new ConcurrentSkipListMap<>();
    /** The agents that ever had an alias; few, mostly one. */
    private final Map<AgentRef.ByAlias, Set<String>> holders = new ConcurrentHashMap<>();
    /** The agents that ever had a login; mostly one. */
    private final Map<String, Set<String>> logins = new ConcurrentHashMap<>();

    public void put(Team team) {
        teams.put(team.id(), team);
    }

    public void put(Agent agent) {
        agent.aliases()
                .forEach(alias -> holders.computeIfAbsent(alias.key(), key -> ConcurrentHashMap.newKeySet())
                        .add(agent.id()));
        logins.computeIfAbsent(agent.subject(), subject -> ConcurrentHashMap.newKeySet())
                .add(agent.id());
        agents.put(agent.id(), agent);
    }

    public Optional<Agent> agent(String id) {
        return Optional.ofNullable(agents.get(id));
    }

    public Optional<Team> team(String id) {
        return Optional.ofNullable(teams.get(id));
    }

    /** The agents whose ids come after that one, in order of id. */
    public Stream<Agent> agentsAfter(String id) {
        return agents.tailMap(id, false).values().stream();
    }

    /** The teams whose ids come after that one, in order of id. */
    public Stream<Team> teamsAfter(String id) {
        return teams.tailMap(id, false).values().stream();
    }

    /** The ids of the teams that somebody supervises. */
    public Set<String> teamsOf(String supervisor) {
        return teams.values().stream()
                .filter(team -> team.supervisors().contains(supervisor))
                .map(Team::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whose a response is.
     *
     * @param at the time of the interaction, which decides on the team and on who had an alias
     */
    public Attribution resolve(AgentRef ref, Instant at) {
        Agent agent =
                switch (ref) {
                    case AgentRef.ById(String id) -> agents.get(id);
                    case AgentRef.ByAlias alias -> holder(alias.normalised(), at);
                };
        if (agent == null || !agent.presentAt(at)) {
            return new Attribution.UnknownAgent();
        }
        Optional<String> team = agent.teamAt(at);
        return team.isPresent() ? new Attribution.Attributed(agent, team.get()) : new Attribution.UnknownAgent();
    }

    /** Every agent that has or had one of these aliases. */
    List<Agent> everyHolderOf(AgentRef.ByAlias alias) {
        return holders.getOrDefault(alias, Set.of()).stream()
                .flatMap(id -> agent(id).stream())
                .toList();
    }

    /** Every agent on the roster who logs in with that subject. */
    Stream<Agent> loggingInAs(String subject) {
        return logins.getOrDefault(subject, Set.of()).stream()
                .flatMap(id -> agent(id).stream())
                .filter(agent -> agent.deletedAt() == null && agent.subject().equals(subject));
    }

    private @Nullable Agent holder(AgentRef.ByAlias key, Instant at) {
        for (String id : holders.getOrDefault(key, Set.of())) {
            Agent agent = agents.get(id);
            if (agent != null
                    && agent.aliases().stream().anyMatch(own -> own.key().equals(key) && agent.answersTo(own, at))) {
                return agent;
            }
        }
        return null;
    }
}
