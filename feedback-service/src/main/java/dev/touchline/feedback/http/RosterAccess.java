package dev.touchline.feedback.http;

import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.kit.auth.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;

/** Who may see which part of the roster: admin and QA all of it, supervisors their own teams as they are now. */
@Singleton
public class RosterAccess {
    private final RosterView view;

    RosterAccess(RosterView view) {
        this.view = view;
    }

    Predicate<Team> teamsOf(Caller caller) {
        if (caller.seesAllTeams()) {
            return team -> true;
        }
        return team -> team.supervisors().contains(caller.subject());
    }

    Predicate<Agent> agentsOf(Caller caller) {
        if (caller.seesAllTeams()) {
            return agent -> true;
        }
        Set<String> teams = view.roster().teamsOf(caller.subject());
        return agent -> agent.teamAt(Clock.systemUTC().instant())
                .filter(teams::contains)
                .isPresent();
    }
}
