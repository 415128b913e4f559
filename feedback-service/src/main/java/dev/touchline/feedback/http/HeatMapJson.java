package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.insight.Figure;
import dev.touchline.feedback.core.insight.Tally;
import dev.touchline.feedback.core.insight.Wilson;
import dev.touchline.feedback.core.metric.ResponseRate;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.http.ResponseJson.AgentName;
import dev.touchline.feedback.http.ResponseRates.Rate;
import dev.touchline.feedback.read.Insights.Cell;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Agents × topics.
 *
 * @param rules by which the figures are made
 * @param topics those with answers
 * @param agents those with answers
 * @param teams those with answers or surveys offered
 * @param cells those with answers
 */
@Schema(name = "HeatMap")
public record HeatMapJson(
        LocalDate from,
        LocalDate to,
        RulesJson rules,
        List<String> topics,
        List<RowJson> agents,
        List<TeamJson> teams,
        List<CellJson> cells) {

    /** What a reader must know to read a figure. */
    @Schema(name = "FigureRules")
    public record RulesJson(
            @Schema(description = "A score at or below it counts as poor")
            double poorAtMost,

            @Schema(description = "With fewer answers than this there is no figure")
            long minimum,

            @Schema(description = "How often poorFrom to poorTo holds the true share")
            double confidence,

            @Schema(description = "Below this response rate there is a warning")
            double responseRateFloor) {
        static RulesJson current(double responseRateFloor) {
            return new RulesJson(Tally.POOR_AT_MOST, Figure.MINIMUM, Wilson.CONFIDENCE, responseRateFloor);
        }
    }

    /** An agent, and how many of the customers asked have answered. */
    @Schema(name = "HeatMapAgent")
    public record RowJson(String id, String name, ResponseRateJson responseRate) {}

    /** All agents of a team together, also those without answers. */
    @Schema(name = "HeatMapTeam")
    public record TeamJson(String id, String name, ResponseRateJson responseRate) {}

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

    static HeatMapJson of(Period.Days days, List<Cell> cells, Roster roster, List<Rate> rates, double floor) {
        SortedMap<String, List<Rate>> byAgent = grouped(rates, Rate::agent);
        SortedMap<String, List<Rate>> byTeam = grouped(rates, Rate::team);
        return new HeatMapJson(
                days.from(),
                days.to(),
                RulesJson.current(floor),
                cells.stream().map(Cell::topic).distinct().sorted().toList(),
                cells.stream()
                        .map(Cell::agentId)
                        .distinct()
                        .map(agent -> AgentName.of(agent, roster))
                        .map(agent -> new RowJson(
                                agent.id(), agent.name(), total(byAgent.getOrDefault(agent.id(), List.of()), floor)))
                        .toList(),
                byTeam.entrySet().stream()
                        .map(team ->
                                new TeamJson(team.getKey(), name(team.getKey(), roster), total(team.getValue(), floor)))
                        .toList(),
                cells.stream()
                        .map(cell -> new CellJson(cell.agentId(), cell.topic(), FigureJson.of(cell.tally())))
                        .toList());
    }

    private static SortedMap<String, List<Rate>> grouped(List<Rate> rates, Function<Rate, String> by) {
        return rates.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static ResponseRateJson total(List<Rate> some, double floor) {
        return ResponseRateJson.of(
                ResponseRate.total(some.stream().map(Rate::rate).toList(), floor), floor);
    }

    private static String name(String team, Roster roster) {
        return roster.team(team).map(Team::name).orElse(team);
    }
}
