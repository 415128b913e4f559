package dev.touchline.goals.http;

import dev.touchline.goals.core.Act;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Goal;
import dev.touchline.goals.core.GoalKind;
import dev.touchline.goals.core.SmartPlan;
import dev.touchline.goals.core.SuggestionText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A goal as callers see it. */
@Schema(name = "Goal", description = "A goal of an agent on a topic. Fields that do not apply in its state are absent.")
record GoalView(
        @Schema(required = true) UUID id,
        @Schema(required = true) AgentView agent,

        @Schema(required = true, description = "What it is about.", examples = "product-knowledge")
        String topic,

        @Schema(required = true, enumeration = "quality") String kind,
        @Schema(required = true) StateName state,

        @Schema(required = true, description = "The goal in a few words.", examples = "Raise product knowledge")
        String title,

        @Schema(
                description = "Why it is suggested; absent when no need stands behind the goal.",
                examples = "Raise product knowledge: 3 coaching needs since 12 November")
        @Nullable
        String suggestion,

        @Schema(required = true, description = "Coaching needs that stand behind it; withdrawn ones do not count.")
        int needs,

        @Schema(description = "When the oldest of these needs was raised.") @Nullable
        Instant needsSince,

        @Schema(description = "How it will be known to be met; present once it was accepted.") @Nullable
        PlanView plan,

        @Schema(description = "Who agreed to it.") @Nullable ActView accepted,

        @Schema(description = "Who said that it is met.") @Nullable
        ActView achieved,

        @Schema(description = "Who gave it up.") @Nullable ActView dropped,

        @Schema(description = "Why it was given up.") @Nullable
        String dropReason,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,

        @Schema(
                required = true,
                description = "Changes when the goal moves to another state, not when needs come and go; its ETag.")
        long version) {

    @Schema(name = "GoalAgent")
    record AgentView(
            @Schema(required = true) String id,
            @Schema(required = true) String name) {}

    @Schema(name = "Act", description = "Who did it, by the subject of their token, and when.")
    record ActView(
            @Schema(required = true) String by,
            @Schema(required = true) Instant at) {
        static ActView of(Act act) {
            return new ActView(act.by(), act.at());
        }
    }

    @Schema(name = "Plan", description = "Specific, measurable, achievable, relevant, time-bound.")
    record PlanView(
            @Schema(required = true) String specific,
            @Schema(required = true) MeasureView measurable,
            @Schema(required = true) String achievable,
            @Schema(required = true) String relevant,
            @Schema(required = true) LocalDate timeBound) {
        static PlanView of(SmartPlan plan) {
            SmartPlan.Measurable measurable = plan.measurable();
            return new PlanView(
                    plan.specific(),
                    new MeasureView(
                            measurable.metric(),
                            measurable.from(),
                            measurable.to(),
                            measurable.unit().orElse(null)),
                    plan.achievable(),
                    plan.relevant(),
                    plan.timeBound());
        }
    }

    @Schema(name = "Measure")
    record MeasureView(
            @Schema(required = true) String metric,
            @Schema(required = true) BigDecimal from,
            @Schema(required = true) BigDecimal to,
            @Nullable String unit) {}

    /**
     * @param zone where the agent's days begin
     * @param now the current time
     */
    static GoalView of(Goal goal, Agent agent, ZoneId zone, Instant now) {
        Facts facts = Facts.of(goal.state());
        return new GoalView(
                goal.id(),
                new AgentView(agent.id(), agent.name()),
                goal.about().topic(),
                kind(goal.kind()),
                StateName.of(goal.state()),
                SuggestionText.title(goal.about().topic()),
                suggestion(goal, zone, now),
                goal.behind().needs(),
                goal.behind().since().orElse(null),
                facts.plan().map(PlanView::of).orElse(null),
                facts.accepted().map(ActView::of).orElse(null),
                facts.achieved().map(ActView::of).orElse(null),
                facts.dropped().map(ActView::of).orElse(null),
                facts.dropReason().orElse(null),
                goal.createdAt(),
                goal.updatedAt(),
                goal.version());
    }

    private static @Nullable String suggestion(Goal goal, ZoneId zone, Instant now) {
        return goal.behind()
                .since()
                .map(since -> SuggestionText.of(
                        goal.about().topic(),
                        goal.behind().needs(),
                        LocalDate.ofInstant(since, zone),
                        LocalDate.ofInstant(now, zone)))
                .orElse(null);
    }

    private static String kind(GoalKind kind) {
        return switch (kind) {
            case QUALITY -> "quality";
        };
    }
}
