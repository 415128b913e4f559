package dev.touchline.goals.core;

import dev.touchline.goals.core.GoalState.Accepted;
import dev.touchline.goals.core.GoalState.Achieved;
import dev.touchline.goals.core.GoalState.Dropped;
import dev.touchline.goals.core.GoalState.Suggested;
import dev.touchline.goals.core.GoalState.Withdrawn;
import java.time.Instant;
import java.util.UUID;

/**
 * A goal of an agent on a topic.
 *
 * @param behind the coaching needs that stand behind it; no longer counted once the goal is achieved or dropped
 * @param version grows with each move from state to state and with nothing else, so that a person's acceptance does not
 *     fail because one more need came in meanwhile
 * @param updatedAt the last move or change of the count
 */
public record Goal(
        UUID id,
        AgentTopic about,
        GoalKind kind,
        GoalState state,
        Standing behind,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** What this goal becomes when these needs stand behind it; the same object when nothing changes. */
    public Goal recount(Standing now, Instant at) {
        GoalState next =
                switch (state) {
                    case Suggested suggested -> now.isEmpty() ? suggested.withdraw(at) : suggested;
                    case Withdrawn withdrawn -> now.isEmpty() ? withdrawn : withdrawn.suggestAgain();
                    case Accepted accepted -> accepted;
                    case Achieved achieved -> achieved;
                    case Dropped dropped -> dropped;
                };
        if (next == state) {
            return now.equals(behind) || isFinal() ? this : with(state, now, version, at);
        }
        return with(next, now, version + 1, at);
    }

    /** Agrees to a suggestion. */
    public Decision accept(SmartPlan plan, Act act) {
        return switch (state) {
            case Suggested suggested -> moved(suggested.accept(plan, act), act.at());
            case Withdrawn _ -> new Decision.Refused("No coaching need is left behind this suggestion");
            case Accepted _ -> new Decision.Refused("The goal is accepted already");
            case Achieved _ -> new Decision.Refused("The goal is achieved already");
            case Dropped _ -> new Decision.Refused("The goal was dropped");
        };
    }

    /** Gives the goal up, whether it was only suggested or agreed. */
    public Decision drop(String reason, Act act) {
        return switch (state) {
            case Suggested suggested -> moved(suggested.drop(reason, act), act.at());
            case Accepted accepted -> moved(accepted.drop(reason, act), act.at());
            case Withdrawn _ -> new Decision.Refused("No coaching need is left behind this suggestion");
            case Achieved _ -> new Decision.Refused("The goal is achieved already");
            case Dropped _ -> new Decision.Refused("The goal was dropped already");
        };
    }

    private boolean isFinal() {
        return state instanceof Achieved || state instanceof Dropped;
    }

    private Decision moved(GoalState next, Instant at) {
        return new Decision.Moved(with(next, behind, version + 1, at));
    }

    private Goal with(GoalState next, Standing standing, long nextVersion, Instant at) {
        return new Goal(id, about, kind, next, standing, nextVersion, createdAt, at);
    }
}
