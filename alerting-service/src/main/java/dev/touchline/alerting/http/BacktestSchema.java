package dev.touchline.alerting.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How backtests are described in the OpenAPI document. They are read and written as JSON trees. */
final class BacktestSchema {
    private BacktestSchema() {}

    @Schema(
            name = "BacktestWrite",
            requiredProperties = {"filter"})
    record Write(
            FilterSchema.Write filter,

            @Schema(description = "Id of a filter; its newest version is replayed too, and the two are compared.")
            @Nullable
            String compareWith,

            @Schema(
                    description = "Flags from then on count, by the time of the response. No earlier than what Kafka"
                            + " keeps; when absent, all that it has.",
                    format = "date-time")
            @Nullable
            Instant from,

            @Schema(description = "Flags before then count.", format = "date-time") @Nullable
            Instant to,

            @Schema(
                    description =
                            "What to read, partition by partition, in place of all that can matter by time; such as"
                                    + " the offsets of an earlier result, to try another filter on the very same responses.")
            @Nullable
            List<Offsets> offsets) {}

    @Schema(
            name = "BacktestOffsets",
            description = "Offsets of a partition of survey.responses: from is inside, to is not.",
            requiredProperties = {"partition", "from", "to"})
    record Offsets(int partition, long from, long to) {}

    @Schema(name = "BacktestPage")
    record BacktestPage(List<View> items) {}

    @Schema(
            name = "Backtest",
            requiredProperties = {"id", "state", "filter", "startedBy", "startedAt", "progress"})
    record View(
            @Schema(format = "uuid") String id,

            @Schema(enumeration = {"running", "done", "failed", "cancelled"})
            String state,

            FilterSchema.Write filter,
            @Nullable String compareWith,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable List<Offsets> offsets,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            Progress progress,

            @Schema(description = "Why it failed.") @Nullable
            String problem,

            @Nullable Result result) {}

    @Schema(
            name = "BacktestProgress",
            description =
                    "Records read, and how many there are; 0 until that is known. Share and shift read all twice.")
    record Progress(long read, long of) {}

    @Schema(
            name = "BacktestResult",
            requiredProperties = {"responses", "draft", "samples", "offsets"})
    record Result(
            Responses responses,
            Flags draft,
            @Nullable Flags live,

            @Schema(description = "Agents, topics and days (UTC) on which both flagged, or one of them only.") @Nullable
            Overlap overlap,

            @Schema(description = "At most 20 of the draft's flags, drawn by lot, by time.")
            List<Sample> samples,

            @Schema(description = "At most 20 of the draft's flags where the live filter has none.") @Nullable
            List<Sample> added,

            @Schema(description = "At most 20 flags of the live filter where the draft has none.") @Nullable
            List<Sample> missing,

            @Schema(description = "What was read.") List<Offsets> offsets) {}

    @Schema(name = "BacktestResponses", description = "What became of the responses that were read.")
    record Responses(
            @Schema(description = "Rated a topic that either filter looks at.")
            long evaluated,

            @Schema(description = "Rated other topics only.")
            long elsewhere,

            long duplicate,
            long superseded,
            long late,
            long unreadable) {}

    @Schema(
            name = "BacktestFlags",
            description = "Needs that would stand; one that a late response or a revision took back is not among them.")
    record Flags(
            long flags,

            @Schema(description = "How many agents were flagged.")
            int agents,

            @Schema(description = "By the day (UTC) of the response that caused it.")
            List<PerDay> perDay,

            @Schema(description = "By the team at that time.")
            List<PerTeam> perTeam,

            @Schema(description = "Each supervisor has all of their teams, as the roster is now.")
            List<PerSupervisor> perSupervisor,

            List<PerTopic> perTopic,

            @Schema(description = "The 100 agents with most flags.")
            List<PerAgent> perAgent,

            Precision precision) {}

    @Schema(name = "BacktestDay")
    record PerDay(LocalDate day, long flags) {}

    @Schema(name = "BacktestTeam")
    record PerTeam(String team, long flags) {}

    @Schema(name = "BacktestSupervisor")
    record PerSupervisor(String supervisor, long flags) {}

    @Schema(name = "BacktestTopic")
    record PerTopic(String topic, long flags) {}

    @Schema(name = "BacktestAgent")
    record PerAgent(String agent, long flags) {}

    @Schema(
            name = "BacktestPrecision",
            description = "Of the flags whose response stood on a coaching item that ended: how many of those were"
                    + " coached, and how many were not the agent's.",
            requiredProperties = {"confirmed", "refuted", "unknown"})
    record Precision(
            long confirmed,
            long refuted,

            @Schema(description = "Flags that stood on no item that ended.")
            long unknown,

            @Schema(description = "Confirmed ones among them, 0 to 1; absent when none is known.") @Nullable
            Double share) {}

    @Schema(name = "BacktestOverlap")
    record Overlap(long both, long draftOnly, long liveOnly) {}

    @Schema(name = "BacktestSample", description = "A card as it would have been, without the customer's words.")
    record Sample(String agent, String team, String topic, Instant at, String sentence, Cause response) {}

    @Schema(name = "BacktestCause")
    record Cause(String source, String responseId) {}
}
