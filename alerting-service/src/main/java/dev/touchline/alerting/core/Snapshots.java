package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * All snapshots that may still be asked for. Safe for one thread that adds and many that ask.
 *
 * <p>A rating is compared, for each partition, with the newest snapshot of a day before its own that was in force when
 * the rating was received. What was published does not change, and both times are written down, so the answer is always
 * the same.
 */
public final class Snapshots {
    /**
     * A snapshot is in force from so long after its publication. A transaction shows its records later than their time
     * by the broker's clock, by its timeout of 10 s and what the coordinator needs at most; by now everybody sees it.
     */
    public static final Duration SETTLES = Duration.ofMinutes(10);

    /** Older ones no longer say what is usual: a partition whose agents all rest has none for that long. */
    static final int STALE_DAYS = 14;

    /** So far may a partition lie behind the others and still find what it needs. */
    private static final int LAG_DAYS = 7;

    private final int graceDays;
    private final int keepDays;
    private final Map<Snapshot.Group, GroupSnapshots> groups = new ConcurrentHashMap<>();
    private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);

    /** @param grace how late a rating may be and still be compared */
    public Snapshots(Duration grace) {
        this(grace, keepDays(grace));
    }

    private Snapshots(Duration grace, int keepDays) {
        this.graceDays = graceDays(grace);
        this.keepDays = keepDays;
    }

    /** Those of a whole past, of which none is forgotten. */
    public static Snapshots ofPast(Duration grace) {
        return new Snapshots(grace, Integer.MAX_VALUE);
    }

    /** For how many days before today snapshots are asked for. */
    public static int keepDays(Duration grace) {
        return STALE_DAYS + graceDays(grace) + LAG_DAYS;
    }

    /** Days that the grace touches. */
    private static int graceDays(Duration grace) {
        return (int) grace.toDays() + 1;
    }

    /** For how many days before today {@link Contributions} are. */
    public static int contributionDays(Duration grace) {
        return keepDays(grace) + Contributions.WINDOW_DAYS;
    }

    /** Takes one in; of two for the same day, the one that was published first stands. */
    public void add(Snapshot.Published published) {
        Snapshot snapshot = published.snapshot();
        long oldest = newest.get() == Long.MIN_VALUE ? Long.MIN_VALUE : newest.get() - keepDays;
        if (snapshot.day() < oldest) {
            return;
        }
        groups.computeIfAbsent(snapshot.group(), group -> new GroupSnapshots()).add(published);
        if (newest.getAndAccumulate(snapshot.day(), Math::max) < snapshot.day()) {
            forget();
        }
    }

    /** Day of the newest one (UTC), counted from 1970. */
    public OptionalLong newestDay() {
        long day = newest.get();
        return day == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(day);
    }

    /** How many snapshots are kept. */
    public int size() {
        return groups.values().stream().mapToInt(GroupSnapshots::size).sum();
    }

    /**
     * How colleagues were rated.
     *
     * @param age days from the newest snapshot among them to the rating, at most {@link #STALE_DAYS}; 0 without one
     */
    record Found(Histogram ratings, int age) {
        static final Found NOTHING = new Found(Histogram.EMPTY, 0);
    }

    /**
     * The ratings of an agent's colleagues; none for a rating that is older at its receipt than the grace, which may
     * count for an agent of whom nothing newer is known, but would need snapshots of any age.
     *
     * @param day of the rating that is compared
     * @param receivedAt when it was received
     * @param partition of the agent
     * @param own what the agent's partition took of the agent into its snapshot of a day
     */
    Found colleagues(Snapshot.Group group, long day, Instant receivedAt, int partition, LongFunction<Histogram> own) {
        GroupSnapshots known = groups.get(group);
        if (known == null || day < Colleagues.day(receivedAt) - graceDays) {
            return Found.NOTHING;
        }
        Newest newest = known.newest(day, receivedAt);
        if (newest.days().isEmpty()) {
            return Found.NOTHING;
        }
        Long ownDay = newest.days().get(partition);
        Histogram ratings = ownDay == null ? newest.sum() : newest.sum().minus(own.apply(ownDay));
        return new Found(ratings, (int) (day - newest.newestDay()));
    }

    private void forget() {
        long oldest = newest.get() - keepDays;
        groups.values().removeIf(group -> group.forget(oldest));
    }
}
