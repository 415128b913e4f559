package dev.touchline.alerting.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How filters are described in the OpenAPI document. They are read and written as JSON trees. */
final class FilterSchema {
    private static final String DURATION = "ISO 8601 duration";

    private FilterSchema() {}

    @Schema(
            name = "FilterWrite",
            description = "What a filter says. A GET's answer may be edited and put back: its read-only fields are not"
                    + " read; every other unknown field is an error.",
            requiredProperties = {"name", "topics", "when"})
    record Write(
            @Schema(description = "For people.", minLength = 1, maxLength = 200, examples = "Product knowledge, poor")
            String name,

            @Schema(
                    enumeration = {"coaching", "praise"},
                    defaultValue = "coaching")
            String kind,

            @Schema(
                    description = "Topics whose ratings it looks at.",
                    minItems = 1,
                    maxItems = 50,
                    examples = "[\"product-knowledge\"]")
            List<String> topics,

            @Schema(description = "Whether it looks at all.", defaultValue = "true")
            boolean enabled,

            @Schema(description = "Where it looks; everywhere when absent.")
            Where scope,

            When when,

            @Schema(
                    description = DURATION + ", PT0S to P90D: after a need, ratings up to this much later (event time)"
                            + " join it instead of causing another.",
                    defaultValue = "PT8H",
                    examples = "PT8H")
            String cooldown,

            @Schema(
                    description = DURATION + ", PT1S to P3650D: how long after its newest interaction a need is worth"
                            + " acting on.",
                    defaultValue = "PT2H",
                    examples = "PT2H")
            String freshFor,

            @Schema(
                    enumeration = {"low", "normal", "high"},
                    defaultValue = "normal")
            String severity,

            @Schema(
                    description = "Which share of the items that it causes should be about the agent; below it the"
                            + " filter carries a warning. 0 never warns.",
                    minimum = "0",
                    maximum = "1",
                    defaultValue = "0.5")
            BigDecimal precisionFloor,

            @Schema(
                    description = "Why it is enabled though it was never backtested; kept with the version. Needed for"
                            + " every enabled filter that was not backtested and does not say the same as a preset.",
                    maxLength = 500,
                    examples = "Agreed with the billing team")
            @Nullable
            String force) {}

    @Schema(
            name = "Filter",
            description = "A filter as it stands: what was put, and what the service knows of it.",
            requiredProperties = {"id", "version", "effectiveFrom", "changedBy", "changedAt"})
    record View(
            String id,

            @Schema(description = "Counts up from 1; also the ETag.")
            long version,

            @Schema(description = "Responses received from then on are judged by this version.")
            Instant effectiveFrom,

            String name,
            @Schema(enumeration = {"coaching", "praise"}) String kind,
            List<String> topics,
            boolean enabled,
            @Nullable Where scope,
            When when,
            String cooldown,
            String freshFor,
            @Schema(enumeration = {"low", "normal", "high"}) String severity,

            @Schema(description = "As it was put; 0.5 when absent.") @Nullable
            BigDecimal precisionFloor,

            @Schema(
                    description = "How often chance alone flags somebody who is as the others, at most. Absent where a"
                            + " condition states nothing of the kind.")
            @Nullable
            StatedFalseAlarm falseAlarm,

            @Schema(description = "How often it was right. Absent in the list of versions.") @Nullable
            Precise precision,

            @Schema(description = "Set while the filter is surely below its floor.") @Nullable
            String warning,

            @Schema(description = "Subject of who made this version.")
            String changedBy,

            Instant changedAt,

            @Schema(description = "Why it was enabled without a backtest.") @Nullable
            String forcedBecause,

            @Schema(description = "The newest backtest of what it says, when it was put.", format = "uuid") @Nullable
            String backtest,

            @Schema(description = "Only true, and only in the list of versions: this version ended the filter.")
            @Nullable
            Boolean deleted,

            @Schema(description = "Why this service can't use the version; the last usable one stays in force.")
            @Nullable
            String invalid) {}

    @Schema(name = "FilterFalseAlarm", description = "What the filter's share and shift add up to.")
    record StatedFalseAlarm(
            @Schema(
                    description =
                            "Probability of a false flag of one agent, on any of the filter's topics, in 30 days.")
            double perAgentAndMonth,

            @Schema(description = "Probability that any agent of such a team is falsely flagged in 30 days.")
            double perTeamAndMonth,

            @Schema(description = "How many agents the team has.")
            int agents,

            @Schema(description = "How many ratings a day each of them has on each topic.")
            int ratingsADay) {}

    @Schema(
            name = "FilterPrecision",
            description = "Of the coaching items that the filter spoke for and that were completed, or dismissed with a"
                    + " word on whose doing it was, how many were about the agent.")
    record Precise(
            long judged,
            long agents,

            @Schema(description = "The first version with the rule as it stands; other names or cooldowns count on.")
            long sinceVersion,

            @Schema(description = "The filter's precisionFloor.")
            BigDecimal floor,

            @Schema(description = "Whether there are the 20 items from which more is said.")
            boolean enough,

            @Schema(description = "Not before it is enough.", minimum = "0", maximum = "1") @Nullable
            BigDecimal share,

            @Schema(
                    description = "Where the true share lies in 95 of 100 cases (Wilson): from, to.",
                    minItems = 2,
                    maxItems = 2)
            @Nullable
            List<BigDecimal> interval) {}

    @Schema(name = "Preset", description = "A filter that is ready to use; put it under any id, no force needed.")
    record Preset(@Schema(description = "Suggested id.") String id, Write filter) {}

    @Schema(name = "FilterScope", description = "An absent or empty list means all.")
    record Where(
            @Schema(description = "Team ids, as at the time of the interaction.") @Nullable
            List<String> teams,

            @Schema(description = "Such as voice, chat, email, messaging; responses without one are outside.") @Nullable
            List<String> channels,

            @Nullable Tenure tenure) {}

    @Schema(
            name = "Tenure",
            description = "How long agents have been there at the time of the rating, by the first day that the roster"
                    + " has; an agent without one is outside. " + DURATION + ", whole days, P1D to P3650D.",
            minProperties = 1)
    record Tenure(
            @Schema(examples = "P90D") @Nullable String atLeast,
            @Schema(examples = "P365D") @Nullable String below) {}

    @Schema(
            name = "Condition",
            type = SchemaType.OBJECT,
            description = "Exactly one of these; docs/filters.md explains them.",
            minProperties = 1,
            maxProperties = 1)
    record When(
            @Nullable Each each,
            @Nullable Count count,
            @Nullable Share share,
            @Nullable Shift shift,
            @Nullable Keyword keyword,
            @Nullable Best best,
            @Nullable Recovered recovered,

            @Schema(
                    description = "Fires at a rating when all of these fire at it. At most 3 all and any within each"
                            + " other, at most 20 conditions in all.",
                    minItems = 2,
                    maxItems = 10)
            @Nullable
            List<When> all,

            @Schema(
                    description = "Fires at a rating when at least one of these fires at it.",
                    minItems = 2,
                    maxItems = 10)
            @Nullable
            List<When> any) {}

    @Schema(
            name = "Each",
            description = "Every rating that crosses the bound fires. Exactly one of the two; scores go from 0 to 100,"
                    + " 100 best.",
            minProperties = 1,
            maxProperties = 1)
    record Each(
            @Schema(minimum = "0", maximum = "100", examples = "25") @Nullable
            BigDecimal scoreAtMost,

            @Schema(minimum = "0", maximum = "100") @Nullable
            BigDecimal scoreAtLeast) {}

    @Schema(
            name = "Count",
            description = "Fires at a poor rating when it is at least the atLeast-th one within the time that ends with"
                    + " it. Ratings count that were received while the filter was in force.",
            requiredProperties = {"scoreAtMost", "atLeast", "within"})
    record Count(
            @Schema(minimum = "0", maximum = "100", examples = "25")
            BigDecimal scoreAtMost,

            @Schema(minimum = "2", maximum = "50", examples = "3")
            int atLeast,

            @Schema(description = DURATION + ", PT1S to P30D.", examples = "P7D")
            String within) {}

    @Schema(
            name = "Share",
            description = "Fires at a poor rating when the share of poor ones within the last days is above a bar and a"
                    + " test that may be looked at after every rating finds that no chance, compared with the team."
                    + " Looks at nothing while the team's usual share is not known.",
            requiredProperties = {"scoreAtMost", "within"})
    record Share(
            @Schema(minimum = "0", maximum = "100", examples = "25")
            BigDecimal scoreAtMost,

            @Schema(
                    description = "A share, 0 to below 1.",
                    minimum = "0",
                    maximum = "1",
                    exclusiveMaximum = true,
                    defaultValue = "0",
                    examples = "0.25")
            BigDecimal above,

            @Schema(
                    description = "Fewest ratings within the days.",
                    minimum = "5",
                    maximum = "1000",
                    defaultValue = "10")
            int minResponses,

            @Schema(description = DURATION + ", whole days (UTC), P1D to P30D.", examples = "P14D")
            String within,

            @Schema(
                    description = "Probability, per agent and calendar month, of flagging one who is as the others.",
                    minimum = "0.00001",
                    maximum = "0.1",
                    defaultValue = "0.001")
            BigDecimal falseAlarm) {}

    @Schema(
            name = "Shift",
            description = "Fires when a Bernoulli CUSUM finds that the odds of a poor rating have grown from the team's"
                    + " usual ones to oddsRatio times those. Looks at nothing while the usual ones are not known.",
            requiredProperties = {"scoreAtMost"})
    record Shift(
            @Schema(minimum = "0", maximum = "100", examples = "25")
            BigDecimal scoreAtMost,

            @Schema(minimum = "1.5", maximum = "10", defaultValue = "3")
            BigDecimal oddsRatio,

            @Schema(
                    description = "Ratings between two flags, on average, of an agent who is as the others.",
                    minimum = "500",
                    maximum = "10000000",
                    defaultValue = "100000")
            int falseAlarmEvery) {}

    @Schema(
            name = "Keyword",
            description = "Fires when the response has one of the words or phrases: whole words in any case, no"
                    + " patterns.",
            requiredProperties = {"anyOf"})
    record Keyword(
            @Schema(
                    description = "1 to 100 characters each, a letter or digit among them.",
                    minItems = 1,
                    maxItems = 200,
                    uniqueItems = true,
                    examples = "[\"refund\", \"did not know\"]")
            List<String> anyOf,

            @Schema(
                    description = "Where to look: comment, tags or both; the comment when absent.",
                    minItems = 1,
                    uniqueItems = true,
                    examples = "[\"comment\"]")
            @Nullable
            List<String> in) {}

    @Schema(
            name = "Best",
            description = "For praise: fires at a good rating when the mean of the last days is higher than over any"
                    + " stretch of as many days that was over before.",
            requiredProperties = {"within"})
    record Best(
            @Schema(description = "Which ratings fire.", minimum = "0", maximum = "100", defaultValue = "75")
            BigDecimal scoreAtLeast,

            @Schema(
                    description = "Fewest ratings of the days, and of a stretch that they are compared with.",
                    minimum = "5",
                    maximum = "1000",
                    defaultValue = "20")
            int minResponses,

            @Schema(description = DURATION + ", whole days (UTC), P1D to P30D.", examples = "P14D")
            String within) {}

    @Schema(
            name = "Recovered",
            description = "For praise: fires once after a coaching on the topic, at a rating above the bound, when"
                    + " clearly fewer are at or below it since than before (intervals of 95 % apart).",
            requiredProperties = {"scoreAtMost"})
    record Recovered(
            @Schema(minimum = "0", maximum = "100", examples = "25")
            BigDecimal scoreAtMost,

            @Schema(
                    description = "Fewest ratings before the coaching, and since.",
                    minimum = "5",
                    maximum = "1000",
                    defaultValue = "20")
            int minResponses,

            @Schema(
                    description = DURATION + ", whole days (UTC), P1D to P30D: how far to look back from the coaching,"
                            + " and how long after it somebody may be praised.",
                    defaultValue = "P30D")
            String within) {}

    @Schema(name = "FilterPage")
    record FilterPage(
            List<View> items,

            @Schema(description = "Absent on the last page.") @Nullable
            String nextCursor) {}

    @Schema(name = "FilterImport", description = "What became of an import, by id.")
    record Imported(
            @Schema(description = "Whether nothing was changed.")
            boolean dryRun,

            List<Import> filters) {}

    @Schema(name = "ImportedFilter")
    record Import(
            String id,

            @Schema(enumeration = {"created", "changed", "unchanged"})
            String outcome,

            @Schema(description = "Which version it has, or would have.")
            long version) {}

    @Schema(name = "PresetPage")
    record PresetPage(List<Preset> items) {}
}
