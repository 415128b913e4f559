package dev.touchline.goals.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of goals. */
@Schema(name = "GoalPage")
record GoalPage(
        @Schema(required = true) List<GoalView> items,

        @Schema(description = "Pass it as cursor for the next page; absent on the last one.") @Nullable
        String nextCursor) {}
