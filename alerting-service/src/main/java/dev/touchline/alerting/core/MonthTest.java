package dev.touchline.alerting.core;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A test that may be looked at after every rating: the beta-binomial mixture against what is usual, one-sided, anew in
 * every calendar month (UTC).
 *
 * <p>The mixture of all chances under a beta prior equals the product of its predictions, each {@code (a + poor) / (a +
 * b + n)}. The evidence is that product over the probability of the same ratings at the usual chance. Held at the usual
 * chance or above, each prediction gains nothing, on average, from an agent who is as the others or better; so by
 * Ville's inequality the evidence ever reaches {@code 1 / alpha} with a probability of at most {@code alpha}, however
 * often one looks (H. Robbins, Ann. Math. Statist. 41, 1970; A. Ramdas, P. Grünwald, V. Vovk and G. Shafer, Statistical
 * Science 38, 2023). It holds as well where the usual chance changes from day to day.
 *
 * @param month months since the year 0
 * @param n ratings of that month
 * @param poor those of them that were poor
 * @param evidence natural logarithm of the evidence
 * @param days the ratings of the last {@link Limits#WITHIN}, a day each, in order
 */
public record MonthTest(int month, int n, int poor, double evidence, List<Day> days) implements Tally {
    static final MonthTest NEW = new MonthTest(0, 0, 0, 0, List.of());

    /** The prior expects an agent whose odds are tripled, with the weight of so many ratings: quick to find those. */
    private static final double PRIOR_WEIGHT = 20;

    private static final double PRIOR_ODDS = 3;

    public MonthTest {
        days = List.copyOf(days);
    }

    /**
     * The ratings of a day.
     *
     * @param day UTC, counted from 1970
     * @param usual how many poor ones were to be expected, in thousandths
     */
    public record Day(long day, int n, int poor, long usual) {
        Day plus(Day other) {
            return new Day(day, n + other.n, poor + other.poor, usual + other.usual);
        }
    }

    MonthTest with(long day, boolean isPoor, int perMille) {
        int now = month(day);
        MonthTest before = now == month ? this : new MonthTest(now, 0, 0, 0, days);
        double p0 = perMille / 1000.0;
        double prior = PRIOR_WEIGHT * Odds.times(p0, PRIOR_ODDS);
        double predicted = Math.max(p0, (prior + before.poor) / (PRIOR_WEIGHT + before.n));
        double gain = isPoor ? Math.log(predicted / p0) : Math.log((1 - predicted) / (1 - p0));
        Day today = new Day(day, 1, isPoor ? 1 : 0, perMille);
        return new MonthTest(
                now, before.n + 1, before.poor + (isPoor ? 1 : 0), before.evidence + gain, daysWith(today));
    }

    /** All ratings of that many days, the last being {@code day}. */
    Day last(long length, long day) {
        Day sum = new Day(day, 0, 0, 0);
        for (Day one : days) {
            sum = one.day > day - length ? sum.plus(one) : sum;
        }
        return sum;
    }

    private List<Day> daysWith(Day today) {
        List<Day> next = new ArrayList<>(days.size() + 1);
        for (Day one : days) {
            if (one.day > today.day - Limits.WITHIN.toDays()) {
                next.add(one);
            }
        }
        if (next.isEmpty() || next.getLast().day != today.day) {
            next.add(today);
        } else {
            next.add(next.removeLast().plus(today));
        }
        return next;
    }

    /** @param level probability of ever finding so much in a month with one who is as the others */
    boolean reaches(double level) {
        return evidence >= -Math.log(level);
    }

    private static int month(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue();
    }
}
