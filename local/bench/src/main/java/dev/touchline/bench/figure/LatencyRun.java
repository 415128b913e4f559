package dev.touchline.bench.figure;

import dev.touchline.bench.load.OpenLoop;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What was seen at one rate.
 *
 * @param rate posts a second
 * @param firstId number of the first response
 * @param watched which posts had their team's queue watched, by index
 * @param cpu CPU time by process while the posts were sent
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares runs
record LatencyRun(
        int rate,
        long firstId,
        OpenLoop.Run posted,
        int[] watched,
        Sightings sightings,
        Appends appends,
        Map<String, Duration> cpu) {
    private static final long MILLISECOND = 1_000_000L;

    /**
     * When the broker appended what, by response number, epoch milliseconds.
     *
     * @param wallClock nanoseconds of the epoch minus {@link System#nanoTime}
     */
    record Appends(Map<Long, Long> published, Map<Long, Long> raised, long wallClock) {}

    /** From when the post was due to the first sight of it in the queue, nanoseconds. */
    Histogram visible() {
        Histogram visible = new Histogram(3);
        for (int index : watched) {
            long seen = sightings.seenAt(index);
            if (seen != 0) {
                visible.recordValue(seen - posted.schedule().due(index));
            }
        }
        return visible;
    }

    /** Watched posts that nobody saw in time; must be 0. */
    long neverSeen() {
        return watched.length - visible().getTotalCount();
    }

    Histogram dueToPublished() {
        return hop((index, id) -> at(appends.published(), id) - due(index));
    }

    Histogram publishedToRaised() {
        return hop((_, id) -> at(appends.raised(), id) - at(appends.published(), id));
    }

    Histogram raisedToVisible() {
        return hop((index, id) -> sightings.seenAt(index) + appends.wallClock() - at(appends.raised(), id));
    }

    private interface Hop {
        long nanos(int index, long id);
    }

    private Histogram hop(Hop hop) {
        Histogram times = new Histogram(3);
        for (int index : watched) {
            long id = firstId + index;
            if (sightings.seenAt(index) != 0
                    && appends.published().containsKey(id)
                    && appends.raised().containsKey(id)) {
                times.recordValue(Math.max(0, hop.nanos(index, id)));
            }
        }
        return times;
    }

    private static long at(Map<Long, Long> millis, long id) {
        return millis.getOrDefault(id, 0L) * MILLISECOND;
    }

    private long due(int index) {
        return posted.schedule().due(index) + appends.wallClock();
    }
}
