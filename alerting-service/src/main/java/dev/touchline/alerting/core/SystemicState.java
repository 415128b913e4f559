package dev.touchline.alerting.core;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link SystemicDetector} remembers of a team's topic: at most the ratings of its window and 28 days of sums.
 *
 * @param newest the newest interval heard of
 * @param partitions the newest interval of each: what is not newer is a repetition
 * @param window by interval
 * @param days by day (UTC, counted from 1970), then channel, blank for none
 * @param open the episode that is on
 */
public record SystemicState(
        long newest,
        SortedMap<Integer, Long> partitions,
        SortedMap<Long, List<Pulse.Heard>> window,
        SortedMap<Long, SortedMap<String, Sum>> days,
        Optional<Episode> open) {
    public static final SystemicState NEW =
            new SystemicState(Long.MIN_VALUE, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty());

    public SystemicState {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        window = Collections.unmodifiableSortedMap(new TreeMap<>(window));
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /** Ratings of a day. */
    public record Sum(int ratings, int poor) {
        Sum and(Sum other) {
            return new Sum(ratings + other.ratings, poor + other.poor);
        }
    }
}
