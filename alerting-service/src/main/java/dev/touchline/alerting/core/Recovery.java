package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How an agent was rated on a topic before the last coaching on it, and since. It is a reason to say well done, not a
 * measure of the coaching: who is coached after a bad stretch is often better afterwards anyway.
 *
 * @param coaching which one, as {@link Coachings#before} names it; 0 while there was none
 * @param before the last ratings before it
 * @param since those after it
 * @param told whether it was praised
 * @param days the ratings before a coaching that may come, a day each, in order
 */
public record Recovery(int coaching, Ratings before, Ratings since, boolean told, List<Day> days) implements Tally {
    static final Recovery NONE = new Recovery(0, Ratings.NONE, Ratings.NONE, false, List.of());

    public Recovery {
        days = List.copyOf(days);
    }

    /** @param poor those at or below the bound */
    public record Ratings(int n, int poor) {
        static final Ratings NONE = new Ratings(0, 0);

        Ratings plus(Ratings other) {
            return new Ratings(n + other.n, poor + other.poor);
        }

        private Precision.Interval share() {
            return new Precision(n, poor).interval();
        }
    }

    /** @param day UTC, counted from 1970 */
    public record Day(long day, Ratings ratings) {}

    /** @param after which coaching the rating comes after */
    Recovery with(Condition.Recovered condition, int after, long day, boolean isPoor) {
        Recovery now = after > coaching
                ? new Recovery(after, last(condition.within(), Coachings.day(after)), Ratings.NONE, false, days)
                : this;
        Ratings rating = new Ratings(1, isPoor ? 1 : 0);
        Ratings then = now.coaching == 0 ? Ratings.NONE : now.since.plus(rating);
        return new Recovery(now.coaching, now.before, then, now.told, daysWith(condition.within(), day, rating));
    }

    /** Whether clearly fewer are poor: the intervals of 95 % do not touch. */
    boolean isRecovered(Condition.Recovered condition, long day) {
        return coaching > 0
                && !told
                && day <= Coachings.day(coaching) + condition.within().toDays()
                && before.n >= condition.minResponses()
                && since.n >= condition.minResponses()
                && since.share().high() < before.share().low();
    }

    Recovery praised() {
        return new Recovery(coaching, before, since, true, days);
    }

    private Ratings last(Duration within, long day) {
        Ratings sum = Ratings.NONE;
        for (Day one : days) {
            sum = one.day() > day - within.toDays() ? sum.plus(one.ratings()) : sum;
        }
        return sum;
    }

    private List<Day> daysWith(Duration within, long day, Ratings rating) {
        List<Day> next = new ArrayList<>(days.size() + 1);
        for (Day one : days) {
            if (one.day() > day - within.toDays()) {
                next.add(one);
            }
        }
        if (next.isEmpty() || next.getLast().day() != day) {
            next.add(new Day(day, rating));
        } else {
            next.add(new Day(day, next.removeLast().ratings().plus(rating)));
        }
        return next;
    }
}
