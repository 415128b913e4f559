package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Questions to a condition about a single rating, whatever stands before and after it. */
final class Conditions {
    private Conditions() {}

    /** Whether the rating speaks for a need: only such ratings fire, or stand as evidence. */
    static boolean speaks(Condition when, Mark mark) {
        return switch (when) {
            case Condition.Each each -> each.bound().holds(mark.score());
            case Condition.Count count -> mark.score() <= count.scoreAtMost();
            case Condition.Keyword keyword -> mark.note(keyword) > 0;
            case Condition.Statistic statistic -> mark.score() <= statistic.scoreAtMost() && mark.note(statistic) > 0;
            case Condition.Best best -> mark.score() >= best.scoreAtLeast();
            case Condition.Recovered recovered -> mark.score() > recovered.scoreAtMost();
            case Condition.All all -> every(all.of(), part -> speaks(part, mark));
            case Condition.Any any -> one(any.of(), part -> speaks(part, mark));
        };
    }

    /** Whether the rating counts in a window that later ratings look back on. */
    static boolean counts(Condition when, Mark mark) {
        return switch (when) {
            case Condition.Count count -> mark.score() <= count.scoreAtMost();
            case Condition.All all -> one(all.of(), part -> counts(part, mark));
            case Condition.Any any -> one(any.of(), part -> counts(part, mark));
            case Condition.Each each -> false;
            case Condition.Keyword keyword -> false;
            case Condition.Statistic statistic -> speaks(statistic, mark);
            case Condition.Best best -> false;
            case Condition.Recovered recovered -> false;
        };
    }

    /** Whether the rating enters a tally, poor or not. */
    static boolean tallied(Condition when, Mark mark) {
        for (Condition.Tallied tallied : statistics(when)) {
            if (enters(tallied, mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean enters(Condition.Tallied tallied, Mark mark) {
        return switch (tallied) {
            case Condition.Statistic statistic -> mark.note(statistic) > 0;
            case Condition.Best best -> true;
            case Condition.Recovered recovered -> true;
        };
    }

    /** Whether a need goes on for as long as each next rating that speaks for it fires: an episode. */
    static boolean lasts(Condition when) {
        return switch (when) {
            case Condition.Count count -> true;
            case Condition.All all -> one(all.of(), Conditions::lasts);
            case Condition.Any any -> every(any.of(), Conditions::lasts);
            case Condition.Each each -> false;
            case Condition.Keyword keyword -> false;
            case Condition.Share share -> true;
            case Condition.Shift shift -> false;
            case Condition.Best best -> true;
            case Condition.Recovered recovered -> false;
        };
    }

    /** How far it looks back from a rating; a tally has no end, and is warm after that long. */
    static Duration lookBack(Condition when) {
        return switch (when) {
            case Condition.Count count -> count.within();
            case Condition.Tallied tallied -> Limits.WITHIN;
            case Condition.All all -> longest(all.of());
            case Condition.Any any -> longest(any.of());
            case Condition.Each each -> Duration.ZERO;
            case Condition.Keyword keyword -> Duration.ZERO;
        };
    }

    private static Duration longest(List<Condition> parts) {
        return parts.stream()
                .map(Conditions::lookBack)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The conditions in it that note something of a rating, in the order in which they stand there. */
    static List<Condition.Noting> noting(Condition when) {
        return switch (when) {
            case Condition.Noting noting -> List.of(noting);
            case Condition.All all -> noting(all.of());
            case Condition.Any any -> noting(any.of());
            case Condition.Each each -> List.of();
            case Condition.Count count -> List.of();
            case Condition.Best best -> List.of();
        };
    }

    /** The conditions with a tally in it, in the order in which they stand there. */
    static List<Condition.Tallied> statistics(Condition when) {
        return switch (when) {
            case Condition.Tallied tallied -> List.of(tallied);
            case Condition.All all -> statistics(all.of());
            case Condition.Any any -> statistics(any.of());
            case Condition.Each each -> List.of();
            case Condition.Count count -> List.of();
            case Condition.Keyword keyword -> List.of();
        };
    }

    private static List<Condition.Tallied> statistics(List<Condition> parts) {
        List<Condition.Tallied> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(statistics(part)));
        return List.copyOf(found);
    }

    private static List<Condition.Noting> noting(List<Condition> parts) {
        List<Condition.Noting> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(noting(part)));
        return List.copyOf(found);
    }

    /* Plain loops: these run for every rating and filter, and a stream each would cost more than the question. */

    private static boolean every(List<Condition> parts, Predicate<Condition> holds) {
        for (Condition part : parts) {
            if (!holds.test(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean one(List<Condition> parts, Predicate<Condition> holds) {
        for (Condition part : parts) {
            if (holds.test(part)) {
                return true;
            }
        }
        return false;
    }
}
