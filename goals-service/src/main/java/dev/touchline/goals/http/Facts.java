package dev.touchline.goals.http;

import dev.touchline.goals.core.Act;
import dev.touchline.goals.core.GoalState;
import dev.touchline.goals.core.GoalState.Accepted;
import dev.touchline.goals.core.GoalState.Achieved;
import dev.touchline.goals.core.GoalState.Dropped;
import dev.touchline.goals.core.GoalState.Suggested;
import dev.touchline.goals.core.GoalState.Withdrawn;
import dev.touchline.goals.core.SmartPlan;
import java.util.Optional;

/** What there is to tell of a goal in its state. */
record Facts(
        Optional<SmartPlan> plan,
        Optional<Act> accepted,
        Optional<Act> achieved,
        Optional<Act> dropped,
        Optional<String> dropReason) {
    private static final Facts NONE =
            new Facts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Facts of(GoalState state) {
        return switch (state) {
            case Suggested _, Withdrawn _ -> NONE;
            case Accepted agreed -> agreed(Optional.of(agreed), Optional.empty());
            case Achieved(SmartPlan plan, Act accepted, Act achieved) ->
                agreed(Optional.of(new Accepted(plan, accepted)), Optional.of(achieved));
            case Dropped dropped -> {
                Facts before = agreed(dropped.was(), Optional.empty());
                yield new Facts(
                        before.plan,
                        before.accepted,
                        Optional.empty(),
                        Optional.of(dropped.dropped()),
                        Optional.of(dropped.reason()));
            }
        };
    }

    private static Facts agreed(Optional<Accepted> agreed, Optional<Act> achieved) {
        return new Facts(
                agreed.map(Accepted::plan),
                agreed.map(Accepted::accepted),
                achieved,
                Optional.empty(),
                Optional.empty());
    }
}
