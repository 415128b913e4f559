package dev.touchline.coaching.http;

import dev.touchline.coaching.store.Completions.Freshness;
import dev.touchline.coaching.store.Completions.Spread;
import dev.touchline.coaching.store.Completions.Week;
import dev.touchline.coaching.store.Uncoached.Left;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A team's figures on the wire. Absent fields are left out. */
final class TeamFiguresJson {
    private TeamFiguresJson() {}

    /** How soon a team coaches. */
    @Schema(name = "Freshness")
    record FreshnessJson(
            @Schema(examples = "billing") String team,
            @Schema(description = "Sessions since then") Instant since,
            StagesJson all,

            @Schema(description = "Days with sessions, in order")
            List<StagesJson> days,

            @Schema(
                    description =
                            "What left the queue without a session, or stands in it: of all days together first, then"
                                    + " of each day, in order. Without what was corrected, for there was nothing to coach.")
            List<NeverCoachedJson> neverCoached) {

        /** The first is of all days; there is always one. */
        static FreshnessJson of(String team, Instant since, List<Freshness> found, List<Left> left) {
            List<StagesJson> stages = found.stream().map(StagesJson::of).toList();
            return new FreshnessJson(
                    team,
                    since,
                    stages.getFirst(),
                    stages.subList(1, stages.size()),
                    left.stream().map(NeverCoachedJson::of).toList());
        }
    }

    /** Items that nobody was coached on. */
    @Schema(name = "NeverCoached")
    record NeverCoachedJson(
            @Schema(description = "UTC, on which they left the queue; today for what stands in it; absent for all days")
            @Nullable
            LocalDate day,

            @Schema(
                    enumeration = {"deferred", "dismissed", "expired", "open"},
                    description = "open: stands in the queue, claimed or not")
            String as,

            int items,

            @Schema(description = "From when they stood in the queue until they left it, or until now")
            SpreadJson waited) {
        static NeverCoachedJson of(Left left) {
            return new NeverCoachedJson(
                    left.day(),
                    left.as(),
                    left.items(),
                    new SpreadJson(left.waited().p50(), left.waited().p90()));
        }
    }

    /** The stages between an interaction and its session, in order; one that no session knows is absent. */
    @Schema(name = "FreshnessStages")
    record StagesJson(
            @Schema(description = "UTC; absent for all days together") @Nullable
            LocalDate day,

            int sessions,

            @Schema(description = "From the end of the interaction to the customer's answer") @Nullable
            SpreadJson answered,

            @Schema(description = "From there until it was received") @Nullable
            SpreadJson received,

            @Schema(description = "From there until the need that a filter saw in it was published") @Nullable
            SpreadJson flagged,

            @Schema(description = "From there until the item stood in the queue") @Nullable
            SpreadJson opened,

            @Schema(description = "From there until somebody took it") @Nullable
            SpreadJson claimed,

            @Schema(description = "From there until the session was over") @Nullable
            SpreadJson held,

            @Schema(description = "From the end of the interaction to the end of the session") @Nullable
            SpreadJson whole) {
        static StagesJson of(Freshness found) {
            return new StagesJson(
                    found.day(),
                    found.sessions(),
                    SpreadJson.of(found.answered()),
                    SpreadJson.of(found.received()),
                    SpreadJson.of(found.flagged()),
                    SpreadJson.of(found.opened()),
                    SpreadJson.of(found.claimed()),
                    SpreadJson.of(found.held()),
                    SpreadJson.of(found.whole()));
        }
    }

    /** A time in seconds. */
    @Schema(name = "Spread")
    record SpreadJson(
            @Schema(description = "Median, seconds") double p50,

            @Schema(description = "Ninth decile, seconds") double p90) {
        static @Nullable SpreadJson of(@Nullable Spread spread) {
            return spread == null ? null : new SpreadJson(spread.p50(), spread.p90());
        }
    }

    /** How much of a team's coaching is praise. */
    @Schema(name = "Balance")
    record BalanceJson(
            @Schema(examples = "billing") String team,
            @Schema(description = "Sessions since then") Instant since,

            @Schema(description = "Newest first; none where a supervisor did nothing")
            List<WeekJson> weeks) {
        static BalanceJson of(String team, Instant since, List<Week> weeks) {
            return new BalanceJson(team, since, weeks.stream().map(WeekJson::of).toList());
        }
    }

    /** A supervisor's week. */
    @Schema(name = "BalanceWeek")
    record WeekJson(
            @Schema(description = "Its first day (UTC)") LocalDate monday,
            @Schema(examples = "supervisor:billing") String by,
            int praise,
            int coaching,

            @Schema(description = "When nothing good was said that week") @Nullable
            String nudge) {
        static WeekJson of(Week week) {
            String nudge = week.praise() > 0 || week.coaching() == 0
                    ? null
                    : "No praise this week: what went well is worth a word too.";
            return new WeekJson(week.monday(), week.by(), week.praise(), week.coaching(), nudge);
        }
    }
}
