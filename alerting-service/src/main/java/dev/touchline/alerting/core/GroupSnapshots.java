package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The snapshots of one group. Safe for one thread that adds and many that ask: what they ask is added up once. */
final class GroupSnapshots {
    /** More days are asked for by nobody for long. */
    private static final int MOST_DAYS = 64;

    private final Map<Integer, NavigableMap<Long, Snapshot.Published>> partitions = new ConcurrentHashMap<>();
    private final Map<Long, Known> byDay = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** @param changes how many there were before it was added up */
    private record Known(Newest newest, long changes) {}

    void add(Snapshot.Published published) {
        partitions
                .computeIfAbsent(published.snapshot().partition(), partition -> new ConcurrentSkipListMap<>())
                .merge(published.snapshot().day(), published, (a, b) -> b.at().isBefore(a.at()) ? b : a);
        changes.incrementAndGet();
    }

    /** @param day of a rating */
    Newest newest(long day, Instant receivedAt) {
        Known known = byDay.get(day);
        if (known != null && known.changes() == changes.get() && known.newest().holdsAt(receivedAt)) {
            return known.newest();
        }
        long before = changes.get();
        Newest newest = Newest.of(partitions, day, receivedAt);
        if (byDay.size() >= MOST_DAYS) {
            byDay.clear();
        }
        byDay.put(day, new Known(newest, before));
        return newest;
    }

    /** Forgets what is older; answers whether nothing is left. */
    boolean forget(long oldest) {
        partitions.values().removeIf(days -> {
            days.headMap(oldest).clear();
            return days.isEmpty();
        });
        changes.incrementAndGet();
        return partitions.isEmpty();
    }

    int size() {
        return partitions.values().stream().mapToInt(Map::size).sum();
    }
}
