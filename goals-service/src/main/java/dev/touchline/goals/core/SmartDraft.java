package dev.touchline.goals.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A plan as somebody wrote it, before {@link SmartRules} looked at it: anything may be missing.
 *
 * @param timeBound an ISO date, if it is right
 */
public record SmartDraft(
        @Nullable String specific,
        @Nullable Measure measurable,
        @Nullable String achievable,
        @Nullable String relevant,
        @Nullable String timeBound) {

    public record Measure(
            @Nullable String metric,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable String unit) {}
}
