package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.insight.Figure;
import dev.touchline.feedback.core.insight.Tally;
import dev.touchline.feedback.core.insight.Wilson;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.http.ResponseJson.AgentName;
import dev.touchline.feedback.read.Insights.Cell;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Agents × topics.
 *
 * @param rules by which the figures are made
 * @param topics those with answers
 * @param agents those with answers
 * @param cells those with answers
 */
@Schema(name = "HeatMap")
public record HeatMapJson(
        LocalDate from,
        LocalDate to,
        RulesJson rules,
        List<String> topics,
        List<AgentName> agents,
        List<CellJson> cells) {

    /** What a reader must know to read a figure. */
    @Schema(name = "FigureRules")
    public record RulesJson(
            @Schema(description = "A score at or below it counts as poor")
            double poorAtMost,

            @Schema(description = "With fewer answers than this there is no figure")
            long minimum,

            @Schema(description = "How often poorFrom to poorTo holds the true share")
            double confidence) {
        static final RulesJson CURRENT = new RulesJson(Tally.POOR_AT_MOST, Figure.MINIMUM, Wilson.CONFIDENCE);
    }

    /** What some answers say; n alone when they are too few. */
    @Schema(name = "Figure")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FigureJson(
            long n,

            @Schema(description = "Whether there are enough answers to say anything")
            boolean enough,

            @Schema(description = "Of the scores, 0 to 100") @Nullable
            Double mean,

            @Schema(description = "0 to 1") @Nullable Double poorShare,

            @Schema(description = "Where the true share lies: Wilson interval") @Nullable
            Double poorFrom,

            @Nullable Double poorTo) {
        private static final double PRECISION = 10_000;

        static FigureJson of(Tally tally) {
            return switch (Figure.of(tally)) {
                case Figure.NotEnough(long n) -> new FigureJson(n, false, null, null, null, null);
                case Figure.Known(long n, double mean, double share, var poor) ->
                    new FigureJson(n, true, cut(mean), cut(share), cut(poor.low()), cut(poor.high()));
            };
        }

        private static Double cut(double value) {
            return Math.rint(value * PRECISION) / PRECISION;
        }
    }

    /** One agent on one topic. */
    @Schema(name = "HeatMapCell")
    public record CellJson(String agent, String topic, FigureJson figure) {}

    static HeatMapJson of(Period.Days days, List<Cell> cells, Roster roster) {
        return new HeatMapJson(
                days.from(),
                days.to(),
                RulesJson.CURRENT,
                cells.stream().map(Cell::topic).distinct().sorted().toList(),
                cells.stream()
                        .map(Cell::agentId)
                        .distinct()
                        .map(agent -> AgentName.of(agent, roster))
                        .toList(),
                cells.stream()
                        .map(cell -> new CellJson(cell.agentId(), cell.topic(), FigureJson.of(cell.tally())))
                        .toList());
    }
}
