package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * When an agent was coached on a topic: the last time, and every time after which a rating may still come that belongs
 * before the next one.
 *
 * @param times in order
 */
public record Coachings(List<Instant> times) {
    public static final Coachings NONE = new Coachings(List.of());

    /** Nobody is coached that often on a topic within the grace; it bounds the state. */
    private static final int MOST = 8;

    private static final int MINUTE = 60;
    private static final int DAY = 24 * 60;

    public Coachings {
        times = List.copyOf(times);
    }

    /** @param closedBefore no rating comes any more that is older */
    Coachings with(Instant at, Instant closedBefore) {
        TreeSet<Instant> all = new TreeSet<>(times);
        all.add(at);
        List<Instant> kept = new ArrayList<>(all);
        while (kept.size() > 1 && (kept.size() > MOST || kept.get(1).isBefore(closedBefore))) {
            kept.removeFirst();
        }
        return new Coachings(kept);
    }

    /** The last coaching before that time, by its minute since 1970; 0 when there was none. */
    int before(Instant time) {
        int found = 0;
        for (Instant at : times) {
            found = at.isAfter(time) ? found : Math.toIntExact(Math.floorDiv(at.getEpochSecond(), MINUTE));
        }
        return found;
    }

    /** The day (UTC, counted from 1970) of a coaching by its minute. */
    static long day(int minute) {
        return Math.floorDiv(minute, DAY);
    }
}
