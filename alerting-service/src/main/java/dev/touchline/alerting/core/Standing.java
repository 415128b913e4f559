package dev.touchline.alerting.core;

/** How an agent stands with a filter on a topic: what a statistic can say, before and beside its flags. */
public enum Standing {
    /** Too little is known of the agent or of what is usual. */
    INSUFFICIENT_DATA,
    /** Nothing stands out. */
    USUAL,
    /** The evidence is half-way to a flag or further. */
    WATCH,
    /** The condition fires, or a need stands. */
    FLAGGED;

    private static final double HALF_WAY = 0.5;

    /** After a rating of that agent. */
    static Standing after(Definition definition, Track track, long day) {
        if (track.tail().need().isPresent()) {
            return FLAGGED;
        }
        Standing highest = INSUFFICIENT_DATA;
        var statistics = Conditions.statistics(definition.when());
        for (int i = 0;
                i < statistics.size() && i < track.tail().tallies().all().size();
                i++) {
            Standing one = of(statistics.get(i), track.tail().tallies().all().get(i), definition, day);
            highest = one.compareTo(highest) > 0 ? one : highest;
        }
        return statistics.isEmpty() ? USUAL : highest;
    }

    private static Standing of(Condition.Tallied statistic, Tally tally, Definition filter, long day) {
        return switch (statistic) {
            case Condition.Share share
            when tally instanceof MonthTest test -> {
                MonthTest.Day window = test.last(share.within().toDays(), day);
                if (window.n() < share.minResponses()) {
                    yield INSUFFICIENT_DATA;
                }
                yield test.evidence() >= HALF_WAY * -Math.log(FalseAlarm.level(share, filter)) ? WATCH : USUAL;
            }
            case Condition.Shift shift
            when tally instanceof Cusum sum -> {
                int usual = sum.n() == 0 ? 0 : (int) (sum.usual() / sum.n());
                double threshold = usual == 0
                        ? Double.MAX_VALUE
                        : RunLength.threshold(usual, shift.oddsRatio(), shift.falseAlarmEvery());
                yield sum.height() >= HALF_WAY * threshold ? WATCH : USUAL;
            }
            case Condition.Best best
            when tally instanceof OwnBest own ->
                own.best().n() == 0 || own.last(best.within().toDays(), day).n() < best.minResponses()
                        ? INSUFFICIENT_DATA
                        : USUAL;
            case Condition.Recovered recovered
            when tally instanceof Recovery recovery ->
                Math.min(recovery.before().n(), recovery.since().n()) < recovered.minResponses()
                        ? INSUFFICIENT_DATA
                        : USUAL;
            case Condition.Share share -> INSUFFICIENT_DATA;
            case Condition.Shift shift -> INSUFFICIENT_DATA;
            case Condition.Best best -> INSUFFICIENT_DATA;
            case Condition.Recovered recovered -> INSUFFICIENT_DATA;
        };
    }
}
