package dev.touchline.goals.store;

import dev.touchline.goals.core.Act;
import dev.touchline.goals.core.GoalState;
import dev.touchline.goals.core.GoalState.Accepted;
import dev.touchline.goals.core.GoalState.Achieved;
import dev.touchline.goals.core.GoalState.Dropped;
import dev.touchline.goals.core.GoalState.Suggested;
import dev.touchline.goals.core.GoalState.Withdrawn;
import dev.touchline.goals.core.SmartPlan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A goal's state as it lies in the columns of its row. */
record StateColumns(
        String state,
        @Nullable SmartPlan plan,
        @Nullable Act accepted,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        @Nullable String dropReason) {

    static StateColumns of(GoalState state) {
        return switch (state) {
            case Suggested() -> new StateColumns("suggested", null, null, null, null, null);
            case Withdrawn(Instant at) -> new StateColumns("withdrawn", null, null, null, at, null);
            case Accepted(SmartPlan plan, Act accepted) ->
                new StateColumns("accepted", plan, accepted, null, null, null);
            case Achieved(SmartPlan plan, Act accepted, Act achieved) ->
                new StateColumns("achieved", plan, accepted, achieved.by(), achieved.at(), null);
            case Dropped dropped ->
                new StateColumns(
                        "dropped",
                        dropped.was().map(Accepted::plan).orElse(null),
                        dropped.was().map(Accepted::accepted).orElse(null),
                        dropped.dropped().by(),
                        dropped.dropped().at(),
                        dropped.reason());
        };
    }
}
