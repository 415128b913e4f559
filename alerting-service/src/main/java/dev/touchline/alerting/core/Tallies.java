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
        List<Condition.Statistic> statistics =
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

    /** As the next mark finds them: a sum that was high enough for a flag starts over. */
    Tallies after(Mark mark) {
        if (all.isEmpty()) {
            return this;
        }
        List<Condition.Statistic> statistics =
                Conditions.statistics(mark.filter().definition().when());
        Tallies next = this;
        for (int i = 0; i < all.size(); i++) {
            if (statistics.get(i) instanceof Condition.Shift shift
                    && all.get(i) instanceof Cusum sum
                    && fires(shift, sum, mark)) {
                next = next.with(i, Cusum.ZERO);
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

    /** The tally to go on from; one that does not fit is of a version that nobody here understands. */
    private Tally before(List<Condition.Statistic> statistics, int i, Mark mark) {
        boolean goesOn = version == mark.filter().version() && all.size() == statistics.size();
        return switch (statistics.get(i)) {
            case Condition.Shift shift -> goesOn && all.get(i) instanceof Cusum sum ? sum : Cusum.ZERO;
            case Condition.Share share -> goesOn && all.get(i) instanceof MonthTest test ? test : MonthTest.NEW;
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
