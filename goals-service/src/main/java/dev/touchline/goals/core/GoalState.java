package dev.touchline.goals.core;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a goal stands. Only legal moves can be written down: a state has a method for each move it allows, and what it
 * does not allow does not compile.
 */
public sealed interface GoalState {

    /** The system proposes the goal because coaching needs stand behind it; nobody has agreed to it yet. */
    record Suggested() implements GoalState {
        public Accepted accept(SmartPlan plan, Act act) {
            return new Accepted(plan, act);
        }

        public Dropped drop(String reason, Act act) {
            return new Dropped(Optional.empty(), reason, act);
        }

        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(at);
        }
    }

    /** No need is left behind the suggestion; it comes back as the same goal when one is raised again. */
    record Withdrawn(Instant at) implements GoalState {
        public Suggested suggestAgain() {
            return new Suggested();
        }
    }

    /** A person agreed to it and said how it will be known to be met. It stays when its needs are withdrawn. */
    record Accepted(SmartPlan plan, Act accepted) implements GoalState {
        public Achieved achieve(Act act) {
            return new Achieved(plan, accepted, act);
        }

        public Dropped drop(String reason, Act act) {
            return new Dropped(Optional.of(this), reason, act);
        }
    }

    /** Met: final. */
    record Achieved(SmartPlan plan, Act accepted, Act achieved) implements GoalState {}

    /**
     * Given up by a person: final. Needs raised afterwards suggest a new goal.
     *
     * @param was the agreement that was given up; empty when it was only a suggestion
     */
    record Dropped(Optional<Accepted> was, String reason, Act dropped) implements GoalState {}
}
