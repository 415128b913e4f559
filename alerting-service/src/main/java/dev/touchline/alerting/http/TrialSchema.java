package dev.touchline.alerting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The forms of a trial. The request is read as a JSON tree. */
final class TrialSchema {
    private TrialSchema() {}

    @Schema(
            name = "FilterTrial",
            requiredProperties = {"filter", "responses"})
    record Trial(
            FilterSchema.Write filter,

            @Schema(
                    description =
                            "As a platform posts them, at most 1000; a rating may give its score in place of value"
                                    + " and scale. Responses without an agent are of one and the same.",
                    maxItems = 1000)
            List<Tried> responses,

            @Schema(
                    description = "When agents were coached, in any order, for recovered; at most 1000.",
                    maxItems = 1000)
            @Nullable
            List<TriedCoaching> coached,

            @Schema(
                    description = "Silences as they are put, each with an id if it has one; at most 100.",
                    maxItems = 100)
            @Nullable
            List<TriedSilence> silences,

            @Schema(
                    description = "By topic, the share of poor ratings that is usual there, for share and shift.",
                    examples = "{\"product-knowledge\": 0.1}")
            @Nullable
            Map<String, Double> usual) {}

    @Schema(
            name = "TriedResponse",
            description = "Fields of a posted response that no filter looks at are passed over.",
            requiredProperties = {"responseId", "respondedAt", "ratings"})
    record Tried(
            String responseId,
            @Schema(format = "date-time") String respondedAt,
            @Nullable @Schema(format = "date-time") String updatedAt,
            @Nullable AgentRef agent,
            @Nullable String team,
            @Nullable Contact interaction,
            List<Map<String, Object>> ratings,
            @Nullable String comment,
            @Nullable List<String> tags) {}

    @Schema(
            name = "TriedCoaching",
            requiredProperties = {"at", "topic"})
    record TriedCoaching(
            @Schema(format = "date-time") String at,
            @Nullable AgentRef agent,
            String topic) {}

    @Schema(
            name = "TriedSilence",
            requiredProperties = {"scope", "from", "reason"})
    record TriedSilence(
            @Nullable String id,
            SilenceSchema.Where scope,
            @Schema(format = "date-time") String from,
            @Nullable @Schema(format = "date-time") String to,
            String reason) {}

    @Schema(name = "TriedAgent")
    record AgentRef(
            String id,

            @Schema(description = "First day at work, for scopes that name a tenure.") @Nullable
            LocalDate startedOn) {}

    @Schema(name = "TriedInteraction")
    record Contact(@Nullable String channel) {}

    @Schema(name = "FilterTrialResults")
    record Heard(List<Result> results) {}

    @Schema(name = "FilterTrialResult")
    record Result(
            String responseId,
            String agent,

            @Schema(enumeration = {"evaluated", "late", "duplicate", "superseded"})
            String outcome,

            @Schema(description = "For each of its topics that the filter looks at.")
            List<Verdict> verdicts) {}

    @Schema(name = "FilterTrialVerdict")
    record Verdict(
            String topic,

            @Schema(
                    description = "How the agent stands after the response: flagged while a need stands, watch when a"
                            + " statistic is half-way to a flag.",
                    enumeration = {"insufficient-data", "usual", "watch", "flagged"})
            String standing,

            List<Change> changes,

            @Schema(
                    description = "Why the response raised no need although it speaks for one: muted by a silence, in a"
                            + " cooldown, too few answers, nothing to compare with, or chance may explain it.",
                    examples = "Held: too few answers, 3 of 10 within 14 days.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String held) {}

    @Schema(name = "FilterTrialChange", description = "What coaching would be told.")
    record Change(
            @Schema(enumeration = {"raised", "evidence-added", "withdrawn"})
            String type,

            String sentence,

            @Schema(description = "The responses that it is about.")
            List<String> evidence) {}
}
