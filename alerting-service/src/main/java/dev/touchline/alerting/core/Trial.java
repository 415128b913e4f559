package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out whether a condition fires at a mark.
 *
 * @param marks of the filter, in order
 * @param at which of them it is about
 * @param tallies as they stand at it
 */
record Trial(List<Mark> marks, int at, Tallies tallies) {
    Optional<Finding> of(Condition when) {
        return switch (when) {
            case Condition.Each each -> each(each.bound());
            case Condition.Count count -> count(count);
            case Condition.Keyword keyword -> keyword(keyword);
            case Condition.Share share -> share(share);
            case Condition.Shift shift -> shift(shift);
            case Condition.Best best -> best(best);
            case Condition.Recovered recovered -> recovered(recovered);
            case Condition.All all -> all(all);
            case Condition.Any any -> any(any);
        };
    }

    private Mark mark() {
        return marks.get(at);
    }

    private Optional<Finding> each(Bound bound) {
        return bound.holds(mark().score())
                ? Optional.of(new Finding(List.of(mark()), new Reason.OneRating(mark().given(), mark().score(), bound)))
                : Optional.empty();
    }

    private Optional<Finding> keyword(Condition.Keyword keyword) {
        return mark().note(keyword) > 0
                ? Optional.of(new Finding(List.of(mark()), new Reason.OneVoice(mark().given(), keyword.anyOf())))
                : Optional.empty();
    }

    private Optional<Finding> count(Condition.Count count) {
        if (mark().score() > count.scoreAtMost()) {
            return Optional.empty();
        }
        List<Mark> window = window(count);
        return window.size() < count.atLeast()
                ? Optional.empty()
                : Optional.of(new Finding(
                        window, new Reason.SeveralRatings(window.size(), count.within(), count.atLeast() - 1)));
    }

    /** The ratings that it counts, the mark among them. */
    List<Mark> window(Condition.Count count) {
        Instant from = mark().respondedAt().minus(count.within());
        List<Mark> window = new ArrayList<>();
        for (int i = at; i >= 0 && marks.get(i).respondedAt().isAfter(from); i--) {
            if (mark().hears(marks.get(i))
                    && marks.get(i).counts()
                    && marks.get(i).score() <= count.scoreAtMost()) {
                window.addFirst(marks.get(i));
            }
        }
        return window;
    }

    private Optional<Finding> share(Condition.Share share) {
        if (!Conditions.speaks(share, mark()) || !(tally(share) instanceof MonthTest test)) {
            return Optional.empty();
        }
        MonthTest.Day window = test.last(share.within().toDays(), mark().day());
        boolean fires = test.reaches(FalseAlarm.level(share, mark().filter().definition()))
                && window.n() >= share.minResponses()
                && window.poor() > share.above() * window.n();
        return fires
                ? Optional.of(new Finding(
                        poor(share, window.poor()),
                        new Reason.HighShare(
                                window.n(),
                                window.poor(),
                                window.usual() / 1000.0,
                                mark().compared(share),
                                share.within(),
                                share.falseAlarm())))
                : Optional.empty();
    }

    private Optional<Finding> shift(Condition.Shift shift) {
        return tally(shift) instanceof Cusum sum && Tallies.fires(shift, sum, mark())
                ? Optional.of(new Finding(
                        poor(shift, sum.poor()),
                        new Reason.Shifted(
                                sum.n(),
                                sum.poor(),
                                sum.usual() / 1000.0,
                                mark().compared(shift),
                                shift.falseAlarmEvery())))
                : Optional.empty();
    }

    private Optional<Finding> best(Condition.Best best) {
        if (!Conditions.speaks(best, mark())
                || !(tally(best) instanceof OwnBest own)
                || !own.isRecord(best, mark().day())) {
            return Optional.empty();
        }
        OwnBest.Ratings now = own.last(best.within().toDays(), mark().day());
        return Optional.of(new Finding(
                List.of(mark()),
                new Reason.PersonalRecord(now.n(), now.mean(), own.best().mean(), best.within())));
    }

    private Optional<Finding> recovered(Condition.Recovered recovered) {
        return tally(recovered) instanceof Recovery recovery && Tallies.fires(recovered, recovery, mark())
                ? Optional.of(new Finding(List.of(mark()), new Reason.Recovered(recovery.since(), recovery.before())))
                : Optional.empty();
    }

    Tally tally(Condition.Tallied statistic) {
        int place = Conditions.statistics(mark().filter().definition().when()).indexOf(statistic);
        return tallies.all().get(place);
    }

    /** The last so many poor ratings that the statistic has seen, those that are remembered; the mark is one. */
    private List<Mark> poor(Condition.Statistic statistic, int most) {
        Instant from = mark().respondedAt().minus(Limits.WITHIN);
        List<Mark> poor = new ArrayList<>();
        for (int i = at;
                i >= 0 && poor.size() < most && marks.get(i).respondedAt().isAfter(from);
                i--) {
            Mark other = marks.get(i);
            if (mark().hears(other)
                    && other.filter().version() == mark().filter().version()
                    && Conditions.speaks(statistic, other)) {
                poor.addFirst(other);
            }
        }
        return poor;
    }

    private Optional<Finding> all(Condition.All all) {
        SortedSet<Mark> evidence = new TreeSet<>();
        List<Reason> reasons = new ArrayList<>();
        for (Condition part : all.of()) {
            Optional<Finding> found = of(part);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            evidence.addAll(found.get().evidence());
            reasons.add(found.get().reason());
        }
        return Optional.of(new Finding(List.copyOf(evidence), new Reason.Together(reasons)));
    }

    /** Of several the one that most ratings speak for; of equal ones the first. */
    private Optional<Finding> any(Condition.Any any) {
        Optional<Finding> most = Optional.empty();
        for (Condition part : any.of()) {
            Optional<Finding> found = of(part);
            if (found.isPresent() && (most.isEmpty() || size(found.get()) > size(most.get()))) {
                most = found;
            }
        }
        return most;
    }

    private static int size(Finding finding) {
        return finding.evidence().size();
    }
}
