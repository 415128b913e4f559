package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Of each partition the newest snapshot of a group with which ratings of a day may be compared, added up. The same for
 * all that were received from when the last of them came in force until the next one does.
 *
 * @param days of each partition's snapshot
 * @param sum of all
 * @param newestDay of them; long ago when there is none
 * @param from of receipt
 * @param to of receipt, this instant not any more
 */
record Newest(Map<Integer, Long> days, Histogram sum, long newestDay, Instant from, Instant to) {
    Newest {
        days = Map.copyOf(days);
    }

    /**
     * @param partitions by number, their snapshots by day
     * @param day of the ratings
     */
    static Newest of(Map<Integer, NavigableMap<Long, Snapshot.Published>> partitions, long day, Instant receivedAt) {
        Map<Integer, Long> days = new HashMap<>();
        Histogram.Sum sum = new Histogram.Sum();
        long newestDay = Long.MIN_VALUE;
        Instant from = Instant.MIN;
        Instant to = Instant.MAX;
        for (var known : partitions.entrySet()) {
            for (Snapshot.Published published : known.getValue()
                    .subMap(day - Snapshots.STALE_DAYS, true, day - 1, true)
                    .descendingMap()
                    .values()) {
                Instant inForce = published.at().plus(Snapshots.SETTLES);
                if (!receivedAt.isBefore(inForce)) {
                    Snapshot snapshot = published.snapshot();
                    sum.add(snapshot.ratings(), 1);
                    days.put(known.getKey(), snapshot.day());
                    newestDay = Math.max(newestDay, snapshot.day());
                    from = inForce.isAfter(from) ? inForce : from;
                    break;
                }
                to = inForce.isBefore(to) ? inForce : to;
            }
        }
        return new Newest(days, sum.histogram(), newestDay, from, to);
    }

    boolean holdsAt(Instant receivedAt) {
        return !receivedAt.isBefore(from) && receivedAt.isBefore(to);
    }
}
