package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a filter fires: at which rating of an agent on a topic. Constructors refuse by {@link Limits}, naming the value.
 */
public sealed interface Condition {
    /** Every rating that crosses the bound fires by itself. */
    record Each(Bound bound) implements Condition {}

    /**
     * A rating at or below the bound fires when it is at least the {@code atLeast}-th one in the time {@code (t -
     * within, t]} that ends with it.
     */
    record Count(double scoreAtMost, int atLeast, Duration within) implements Condition {
        public Count {
            Limits.check("scoreAtMost", Limits.score(scoreAtMost));
            Limits.check("atLeast", Limits.atLeast(atLeast));
            Limits.check("within", Limits.within(within));
        }
    }

    /** A rating fires when its response has one of the words in one of the places. */
    record Keyword(Phrases anyOf, Set<Words.Place> in) implements Noting {
        public Keyword {
            Limits.check("in", Limits.places(in));
            in = EnumSet.copyOf(in);
        }

        @Override
        public int note(Rating rating, Baselines baselines) {
            for (Words.Place place : in) {
                if (rating.words().have(anyOf, place)) {
                    return 1;
                }
            }
            return 0;
        }
    }

    /**
     * A rating at or below the bound fires when, of the ratings of the last days, more than a share of {@code above} is
     * at or below it, and {@link MonthTest} finds that no chance.
     *
     * @param above 0 to 1
     * @param minResponses fewest ratings of those days
     * @param within whole days (UTC), the rating's own day among them
     * @param falseAlarm probability, per agent and month, of flagging one who is as the others on any topic of the
     *     filter
     */
    record Share(double scoreAtMost, double above, int minResponses, Duration within, double falseAlarm)
            implements Statistic {
        public Share {
            Limits.check("scoreAtMost", Limits.score(scoreAtMost));
            Limits.check("above", Limits.above(above));
            Limits.check("minResponses", Limits.minResponses(minResponses));
            Limits.check("within", Limits.withinDays(within));
            Limits.check("falseAlarm", Limits.falseAlarm(falseAlarm));
        }
    }

    /**
     * A rating at or below the bound fires when it makes the {@link Cusum} cross its threshold.
     *
     * @param oddsRatio how many times the usual odds are to be found
     * @param falseAlarmEvery ratings between two flags of an agent who is as the others, on average
     */
    record Shift(double scoreAtMost, double oddsRatio, int falseAlarmEvery) implements Statistic {
        public Shift {
            Limits.check("scoreAtMost", Limits.score(scoreAtMost));
            Limits.check("oddsRatio", Limits.oddsRatio(oddsRatio));
            Limits.check("falseAlarmEvery", Limits.falseAlarmEvery(falseAlarmEvery));
        }
    }

    /** A rating fires when all of these fire at it. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
            Limits.check("all", Limits.nested(of));
        }
    }

    /** A rating fires when at least one of these fires at it. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
            Limits.check("any", Limits.nested(of));
        }
    }

    /**
     * For praise: a rating at or above the bound fires when the mean of the ratings of the last days is higher than it
     * ever was over as many days; see {@link OwnBest}.
     *
     * @param minResponses fewest ratings of those days, and of each stretch that they are compared with
     * @param within whole days (UTC), the rating's own day among them
     */
    record Best(double scoreAtLeast, int minResponses, Duration within) implements Tallied {
        public Best {
            Limits.check("scoreAtLeast", Limits.score(scoreAtLeast));
            Limits.check("minResponses", Limits.minResponses(minResponses));
            Limits.check("within", Limits.withinDays(within));
        }
    }

    /**
     * For praise: a rating above the bound fires when clearly fewer ratings are at or below it since the agent was
     * coached on the topic than before; see {@link Recovery}.
     *
     * @param minResponses fewest ratings before the coaching, and since
     * @param within whole days (UTC) to look at before the coaching, and after it
     */
    record Recovered(double scoreAtMost, int minResponses, Duration within) implements Noting, Tallied {
        public Recovered {
            Limits.check("scoreAtMost", Limits.score(scoreAtMost));
            Limits.check("minResponses", Limits.minResponses(minResponses));
            Limits.check("within", Limits.withinDays(within));
        }

        /** Of which coaching it comes after is noted by {@link Mark#coached}, for that may be told later. */
        @Override
        public int note(Rating rating, Baselines baselines) {
            return 0;
        }
    }

    /** A condition that remembers in a tally what it has seen of an agent's ratings. */
    sealed interface Tallied extends Condition permits Statistic, Best, Recovered {}

    /** A condition that compares an agent with what is usual; it looks at nothing while that is not known. */
    sealed interface Statistic extends Noting, Tallied permits Share, Shift {
        double scoreAtMost();

        /** What is {@link Usual} there for a rating that is not above the bound. */
        @Override
        default int note(Rating rating, Baselines baselines) {
            return baselines
                    .of(rating)
                    .flatMap(baseline -> baseline.usual(scoreAtMost()))
                    .map(Usual::note)
                    .orElse(0);
        }
    }

    /** A condition that depends on more of a rating than its score: what that says is noted when the rating arrives. */
    sealed interface Noting extends Condition permits Keyword, Statistic, Recovered {
        /** What to keep of the rating in one number; 0 when there is nothing. */
        int note(Rating rating, Baselines baselines);
    }
}
