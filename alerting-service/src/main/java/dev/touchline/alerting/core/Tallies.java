package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The tallies of a filter version's statistics, in the order in which they stand in its condition. Another version
 * starts anew.
 */
public record Tallies(long version, List<Tally> all) {
    /** Of a filter without statistics. */
    public static final Tallies NONE = new Tallies(0, List.of());

    public Tallies {
        all = List.copyOf(all);
    }

    /** As they stand at a mark that comes next, itself included. */
    Tallies at(Mark mark) {
        List<Condition.Tallied> statistics =
                Conditions.statistics(mark.filter().definition().when());
        if (statistics.isEmpty()) {
            return NONE;
        }
        List<Tally> next = new ArrayList<>(statistics.size());
        for (int i = 0; i < statistics.size(); i++) {
            next.add(next(statistics.get(i), before(statistics, i, mark), mark));
        }
        return new Tallies(mark.filter().version(), next);
    }

    /** As the next mark finds them: a sum that was high enough for a flag starts over, a recovery is told once. */
    Tallies after(Mark mark) {
        if (all.isEmpty()) {
            return this;
        }
        List<Condition.Tallied> statistics =
                Conditions.statistics(mark.filter().definition().when());
        Tallies next = this;
        for (int i = 0; i < all.size(); i++) {
            if (statistics.get(i) instanceof Condition.Shift shift
                    && all.get(i) instanceof Cusum sum
                    && fires(shift, sum, mark)) {
                next = next.with(i, Cusum.ZERO);
            }
            if (statistics.get(i) instanceof Condition.Recovered recovered
                    && all.get(i) instanceof Recovery recovery
                    && fires(recovered, recovery, mark)) {
                next = next.with(i, recovery.praised());
            }
        }
        return next;
    }

    private Tallies with(int i, Tally tally) {
        List<Tally> next = new ArrayList<>(all);
        next.set(i, tally);
        return new Tallies(version, next);
    }

    static boolean fires(Condition.Shift shift, Cusum sum, Mark mark) {
        return Conditions.speaks(shift, mark) && sum.crosses(shift, mark.note(shift));
    }

    static boolean fires(Condition.Recovered recovered, Recovery recovery, Mark mark) {
        return Conditions.speaks(recovered, mark) && recovery.isRecovered(recovered, mark.day());
    }

    /** The tally to go on from; one that does not fit is of a version that nobody here understands. */
    private Tally before(List<Condition.Tallied> statistics, int i, Mark mark) {
        boolean goesOn = version == mark.filter().version() && all.size() == statistics.size();
        return switch (statistics.get(i)) {
            case Condition.Shift shift -> goesOn && all.get(i) instanceof Cusum sum ? sum : Cusum.ZERO;
            case Condition.Share share -> goesOn && all.get(i) instanceof MonthTest test ? test : MonthTest.NEW;
            case Condition.Best best -> goesOn && all.get(i) instanceof OwnBest own ? own : OwnBest.NONE;
            case Condition.Recovered recovered ->
                goesOn && all.get(i) instanceof Recovery recovery ? recovery : Recovery.NONE;
        };
    }

    private static Tally next(Condition.Tallied tallied, Tally before, Mark mark) {
        return switch (tallied) {
            case Condition.Statistic statistic -> next(statistic, before, mark);
            case Condition.Best best -> ((OwnBest) before).with(best, mark.day(), mark.score());
            case Condition.Recovered recovered ->
                ((Recovery) before)
                        .with(recovered, mark.note(recovered), mark.day(), mark.score() <= recovered.scoreAtMost());
        };
    }

    private static Tally next(Condition.Statistic statistic, Tally before, Mark mark) {
        int usual = mark.note(statistic);
        boolean poor = mark.score() <= statistic.scoreAtMost();
        if (usual == 0) {
            return before;
        }
        return switch (statistic) {
            case Condition.Shift shift -> ((Cusum) before).with(shift, poor, usual);
            case Condition.Share share -> ((MonthTest) before).with(mark.day(), poor, usual);
        };
    }
}
