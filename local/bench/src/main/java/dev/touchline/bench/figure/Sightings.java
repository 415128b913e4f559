package dev.touchline.bench.figure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When each response of a run was first seen in a queue. */
final class Sightings {
    private final long firstId;
    private final AtomicLongArray seenAt;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** Waits for the responses {@code firstId} to {@code firstId + count - 1}; ignores others. */
    Sightings(long firstId, int count) {
        this.firstId = firstId;
        this.seenAt = new AtomicLongArray(count);
    }

    /** Notes all that a page shows; true when it showed something and none of it had been seen. */
    boolean note(byte[] page) {
        long now = System.nanoTime();
        boolean[] found = {false, true};
        SeenIds.scan(page, id -> {
            found[0] = true;
            int index = (int) (id - firstId);
            if (index < 0 || index >= seenAt.length() || !seenAt.compareAndSet(index, 0, now)) {
                found[1] = false;
            } else {
                seen.incrementAndGet();
            }
        });
        return found[0] && found[1];
    }

    void fail(String why) {
        failure.compareAndSet(null, why);
    }

    /** What went wrong first. */
    @Nullable
    String failure() {
        return failure.get();
    }

    int seen() {
        return seen.get();
    }

    /** {@link System#nanoTime} of the first sight; 0 when it was never seen. */
    long seenAt(int index) {
        return seenAt.get(index);
    }
}
