package dev.touchline.goals.http;

import dev.touchline.goals.core.SmartDraft;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person agrees to. Everything is wanted; what is missing is named, all at once. */
@Schema(name = "AcceptGoal", description = "What is agreed: specific, measurable, achievable, relevant, time-bound.")
record AcceptBody(
        @Schema(
                required = true,
                minLength = 10,
                maxLength = 500,
                description = "What will be different.",
                examples = "Explain the three mobile plans without looking them up")
        @Nullable
        String specific,

        @Schema(required = true) @Nullable Measure measurable,

        @Schema(
                required = true,
                minLength = 10,
                maxLength = 500,
                description = "Why it can be done.",
                examples = "Two short sessions a week with the plan sheet")
        @Nullable
        String achievable,

        @Schema(
                required = true,
                minLength = 10,
                maxLength = 500,
                description = "Why it matters.",
                examples = "Most billing calls are about these plans")
        @Nullable
        String relevant,

        @Schema(
                required = true,
                format = "date",
                description = "The day by which it is met: after today, within a year, in the agent's time zone.",
                examples = "2027-01-31")
        @Nullable
        String timeBound) {

    @Schema(name = "AcceptGoalMeasure", description = "The figure that moves.")
    record Measure(
            @Schema(required = true, minLength = 1, maxLength = 100, examples = "product-knowledge score") @Nullable
            String metric,

            @Schema(required = true, description = "Where it stands.", examples = "55") @Nullable
            BigDecimal from,

            @Schema(required = true, description = "Where it should be; not where it stands.", examples = "75")
            @Nullable
            BigDecimal to,

            @Schema(minLength = 1, maxLength = 20, examples = "points") @Nullable
            String unit) {}

    static SmartDraft draft(@Nullable AcceptBody body) {
        if (body == null) {
            return new SmartDraft(null, null, null, null, null);
        }
        Measure measure = body.measurable;
        return new SmartDraft(
                body.specific,
                measure == null ? null : new SmartDraft.Measure(measure.metric, measure.from, measure.to, measure.unit),
                body.achievable,
                body.relevant,
                body.timeBound);
    }
}
