package dev.touchline.feedback.core.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an agent did on one topic, week by week.
 *
 * @param total over all weeks
 * @param weeks in order of time, those with answers only; a week begins on Monday
 */
public record Trend(Tally total, List<Week> weeks) {
    public Trend {
        weeks = List.copyOf(weeks);
    }

    /** @param monday the first day */
    public record Week(LocalDate monday, Tally tally) {}

    /** Puts days together into weeks. */
    public static Trend of(Map<LocalDate, Tally> days) {
        SortedMap<LocalDate, Tally> weeks = new TreeMap<>();
        days.forEach((day, tally) -> weeks.merge(monday(day), tally, Tally::plus));
        return new Trend(
                days.values().stream().reduce(Tally.NONE, Tally::plus),
                weeks.entrySet().stream()
                        .map(week -> new Week(week.getKey(), week.getValue()))
                        .toList());
    }

    /**
     * The agent's own best week, the fairest thing to compare with: highest mean of all weeks with enough answers, the
     * latest of equals. Empty when no week has enough.
     */
    public Optional<Week> ownBest() {
        return weeks.stream()
                .filter(week -> Figure.of(week.tally()) instanceof Figure.Known)
                .max(Comparator.comparingDouble((Week week) -> week.tally().mean())
                        .thenComparing(Week::monday));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
