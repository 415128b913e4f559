package dev.touchline.alerting.core;

import java.util.List;
import java.util.Optional;

/**
 * How often chance alone makes a filter flag somebody who is as the others, at most, by what its statistical conditions
 * state.
 *
 * @param perAgentAndMonth probability of a false flag of one agent, on any topic of the filter, in a month of 30 days
 */
public record FalseAlarm(double perAgentAndMonth) {
    /** The team for which the figure is shown. */
    public static final int AGENTS = 50;

    /** Ratings a day of each agent of that team, on each topic of the filter. */
    public static final int RATINGS_A_DAY = 8;

    private static final int DAYS = 30;

    /**
     * Empty when a condition states nothing: a single rating, a count or a word is no matter of chance.
     *
     * @param topics how many the filter looks at, each with a statistic of its own; a {@link Condition.Share} shares
     *     its level among them, see {@link #level}
     */
    public static Optional<FalseAlarm> of(Condition when, int topics) {
        return switch (when) {
            case Condition.Share share -> Optional.of(new FalseAlarm(share.falseAlarm()));
            case Condition.Shift shift -> Optional.of(new FalseAlarm(atLeastOnce(shift.falseAlarmEvery(), topics)));
            case Condition.All all -> all(all.of(), topics);
            case Condition.Any any -> any(any.of(), topics);
            case Condition.Each each -> Optional.empty();
            case Condition.Count count -> Optional.empty();
            case Condition.Keyword keyword -> Optional.empty();
            case Condition.Best best -> Optional.empty();
            case Condition.Recovered recovered -> Optional.empty();
        };
    }

    /**
     * The level of the test on each topic of a filter, so that what its {@code share} states holds for an agent on all
     * of them together (the union bound, which asks nothing of how topics depend on one another).
     */
    static double level(Condition.Share share, Definition filter) {
        return share.falseAlarm() / filter.topics().size();
    }

    /** Probability that any of the team's agents is falsely flagged in a month. */
    public double perTeamAndMonth() {
        return 1 - Math.pow(1 - perAgentAndMonth, AGENTS);
    }

    /** Once in so many ratings on average, at any time alike; each topic brings its own. */
    private static double atLeastOnce(double every, int topics) {
        return 1 - Math.exp(-RATINGS_A_DAY * DAYS * topics / every);
    }

    /** All must fire, so no more often than the one that does so most seldom. */
    private static Optional<FalseAlarm> all(List<Condition> parts, int topics) {
        return parts.stream()
                .map(part -> of(part, topics))
                .flatMap(Optional::stream)
                .min((one, other) -> Double.compare(one.perAgentAndMonth, other.perAgentAndMonth));
    }

    /** No more often than all together; one that states nothing leaves nothing to state. */
    private static Optional<FalseAlarm> any(List<Condition> parts, int topics) {
        double sum = 0;
        for (Condition part : parts) {
            Optional<FalseAlarm> stated = of(part, topics);
            if (stated.isEmpty()) {
                return Optional.empty();
            }
            sum += stated.get().perAgentAndMonth;
        }
        return Optional.of(new FalseAlarm(Math.min(1, sum)));
    }
}
