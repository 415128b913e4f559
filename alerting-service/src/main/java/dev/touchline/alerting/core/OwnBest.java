package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The highest mean of an agent's ratings over so many days, and the last days themselves. What is compared never
 * overlaps: the days that count now are held against stretches that were over before they began, or each further good
 * rating would beat the stretch that it is part of.
 *
 * @param best the best stretch of those; without ratings while there is none
 * @param days the ratings that a later stretch may hold, a day each, in order
 */
public record OwnBest(Ratings best, List<Day> days) implements Tally {
    static final OwnBest NONE = new OwnBest(Ratings.NONE, List.of());

    public OwnBest {
        days = List.copyOf(days);
    }

    /**
     * Ratings of a stretch of days.
     *
     * @param sum of their scores, in hundredths: whole numbers add up alike in any order
     */
    public record Ratings(int n, long sum) {
        static final Ratings NONE = new Ratings(0, 0);

        Ratings plus(Ratings other) {
            return new Ratings(n + other.n, sum + other.sum);
        }

        /** 0 to 100. */
        double mean() {
            return n == 0 ? 0 : sum / 100.0 / n;
        }

        boolean isBetterThan(Ratings other) {
            return sum * other.n > other.sum * n;
        }
    }

    /** @param day UTC, counted from 1970 */
    public record Day(long day, Ratings ratings) {}

    OwnBest with(Condition.Best condition, long day, double score) {
        long within = condition.within().toDays();
        Ratings rating = new Ratings(1, Math.round(score * 100));
        if (!days.isEmpty() && days.getLast().day() == day) {
            List<Day> next = new ArrayList<>(days);
            next.add(new Day(day, next.removeLast().ratings().plus(rating)));
            return new OwnBest(best, next);
        }
        List<Day> next = new ArrayList<>();
        for (Day one : days) {
            if (one.day() > day - 2 * within + 1) {
                next.add(one);
            }
        }
        next.add(new Day(day, rating));
        return new OwnBest(bestBefore(condition, day), next);
    }

    /** The best stretch of those that ended before the one that ends with {@code day} began. */
    private Ratings bestBefore(Condition.Best condition, long day) {
        if (days.isEmpty()) {
            return best;
        }
        long within = condition.within().toDays();
        long last = days.getLast().day();
        Ratings highest = best;
        for (long end = last - within + 1; end <= Math.min(day - within, last + within - 1); end++) {
            Ratings stretch = last(within, end);
            if (stretch.n() >= condition.minResponses() && (highest.n() == 0 || stretch.isBetterThan(highest))) {
                highest = stretch;
            }
        }
        return highest;
    }

    /** The ratings of that many days, the last being {@code day}. */
    Ratings last(long length, long day) {
        Ratings sum = Ratings.NONE;
        for (Day one : days) {
            sum = one.day() > day - length && one.day() <= day ? sum.plus(one.ratings()) : sum;
        }
        return sum;
    }

    /** Whether the stretch that ends with {@code day} is the best there was. */
    boolean isRecord(Condition.Best condition, long day) {
        Ratings now = last(condition.within().toDays(), day);
        return best.n() > 0 && now.n() >= condition.minResponses() && now.isBetterThan(best);
    }
}
