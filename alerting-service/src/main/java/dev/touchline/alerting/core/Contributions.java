package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent adds to what is usual on a topic, by the day (UTC, counted from 1970) on which it became known. Days
 * that are over never change: corrections are entered on the day on which they come. So what a snapshot took of an
 * agent can be taken out of it again, however much later.
 */
public final class Contributions {
    public static final Contributions EMPTY = new Contributions(List.of());

    /** A snapshot looks back on so many days, its own the last of them. */
    public static final int WINDOW_DAYS = 28;

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(Entry::day).thenComparing(Entry::team);

    private final List<Entry> entries;

    /** What was asked last: all ratings of a day ask the same, and no later day changes the answer. */
    private @Nullable Asked asked;

    /** @param entries in order of days, then teams */
    public Contributions(List<Entry> entries) {
        this(entries, null);
    }

    private Contributions(List<Entry> entries, @Nullable Asked asked) {
        this.entries = List.copyOf(entries);
        this.asked = asked;
    }

    /** What {@link #upTo} answered. */
    private record Asked(long day, Optional<String> team, Histogram sum) {}

    /** In order of days, then teams. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Ratings of a day.
     *
     * @param team where the agent was then
     */
    public record Entry(long day, String team, Histogram ratings) {}

    /** So many ratings more on that day; fewer when negative. */
    public Contributions with(long day, Contribution rating, int times) {
        List<Entry> next = new ArrayList<>(entries.size() + 1);
        Histogram sum = Histogram.EMPTY;
        for (Entry entry : entries) {
            if (entry.day() == day && entry.team().equals(rating.team())) {
                sum = entry.ratings();
            } else {
                next.add(entry);
            }
        }
        sum = sum.plus(rating.point(), times);
        if (!sum.isEmpty()) {
            next.add(new Entry(day, rating.team(), sum));
        }
        next.sort(ORDER);
        return new Contributions(next, asked == null || asked.day() >= day ? null : asked);
    }

    /** Without what lies before that day. */
    public Contributions since(long day) {
        return entries.isEmpty() || entries.getFirst().day() >= day
                ? this
                : new Contributions(
                        entries.stream().filter(entry -> entry.day() >= day).toList());
    }

    /** Without what lies after that day. */
    public Contributions until(long day) {
        return entries.isEmpty() || lastDay() <= day
                ? this
                : new Contributions(
                        entries.stream().filter(entry -> entry.day() <= day).toList());
    }

    /** These and those of later days. */
    public Contributions and(Contributions later) {
        if (later.entries.isEmpty()) {
            return this;
        }
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(later.entries);
        return new Contributions(all);
    }

    /** The last day with an entry; long ago when there is none. */
    public long lastDay() {
        return entries.isEmpty() ? Long.MIN_VALUE : entries.getLast().day();
    }

    /**
     * What a snapshot of that day holds of it.
     *
     * @param team none for the whole organisation
     */
    public Histogram upTo(long day, Optional<String> team) {
        Asked last = asked;
        if (last == null || last.day() != day || !last.team().equals(team)) {
            last = new Asked(day, team, sum(day, team));
            asked = last;
        }
        return last.sum();
    }

    private Histogram sum(long day, Optional<String> team) {
        Histogram.Sum sum = new Histogram.Sum();
        for (Entry entry : entries) {
            boolean within = entry.day() > day - WINDOW_DAYS && entry.day() <= day;
            if (within && (team.isEmpty() || team.get().equals(entry.team()))) {
                sum.add(entry.ratings(), 1);
            }
        }
        return sum.histogram();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contributions that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "Contributions" + entries;
    }
}
