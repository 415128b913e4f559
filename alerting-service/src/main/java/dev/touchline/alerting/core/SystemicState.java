package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link SystemicDetector} remembers of a team's topic beside the pulses of its window: little, however many
 * agents there are.
 *
 * @param newest the newest interval heard of
 * @param first pulses of this interval and of later ones are kept, for the window
 * @param partitions the newest that each said: what is not newer is a repetition
 * @param days ratings of 28 days, by day (UTC, counted from 1970), then channel, blank for none
 * @param open the episode that is on
 */
public record SystemicState(
        long newest,
        long first,
        SortedMap<Integer, Said> partitions,
        SortedMap<Long, SortedMap<String, Sum>> days,
        Optional<Episode> open) {
    public static final SystemicState NEW =
            new SystemicState(Long.MIN_VALUE, Long.MAX_VALUE, new TreeMap<>(), new TreeMap<>(), Optional.empty());

    private static final long A_DAY = Duration.ofDays(1).dividedBy(Pulse.INTERVAL);

    public SystemicState {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /**
     * What a partition has said.
     *
     * @param part of the pulse of that interval: all up to it
     */
    public record Said(long interval, int part) implements Comparable<Said> {
        private static final Comparator<Said> ORDER =
                Comparator.comparingLong(Said::interval).thenComparingInt(Said::part);

        static Said by(Pulse pulse) {
            return new Said(pulse.interval(), pulse.part());
        }

        @Override
        public int compareTo(Said other) {
            return ORDER.compare(this, other);
        }
    }

    /** Ratings of a day, or of an agent. */
    public record Sum(int ratings, int poor) {
        Sum and(Sum other) {
            return new Sum(ratings + other.ratings, poor + other.poor);
        }
    }

    /** Days that are over by the newest interval: what is usual. They seldom change. */
    public SortedMap<Long, SortedMap<String, Sum>> past() {
        return days.headMap(day(newest));
    }

    /** The days that are not. */
    public SortedMap<Long, SortedMap<String, Sum>> today() {
        return days.tailMap(day(newest));
    }

    /** The day in which an interval lies. */
    static long day(long interval) {
        return Math.floorDiv(interval, A_DAY);
    }

    /** It with those days beside its own, and that episode. */
    public SystemicState and(SortedMap<Long, SortedMap<String, Sum>> more, Optional<Episode> episode) {
        TreeMap<Long, SortedMap<String, Sum>> all = new TreeMap<>(days);
        all.putAll(more);
        return with(episode, all);
    }

    SystemicState with(Optional<Episode> otherOpen, SortedMap<Long, SortedMap<String, Sum>> otherDays) {
        return new SystemicState(newest, first, partitions, otherDays, otherOpen);
    }
}
