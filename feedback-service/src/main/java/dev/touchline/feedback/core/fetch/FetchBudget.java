package dev.touchline.feedback.core.fetch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a platform was asked, and when it may be asked next. Asking is paced evenly, so that it holds for any 60
 * seconds and not only from one full minute to the next; it holds for any 24 hours likewise, whenever the platform's
 * own day begins.
 *
 * @param nextAt before which nothing is asked
 * @param hour hours since 1970 of the newest count
 * @param used how often was asked in that hour, the one before and so on; at most {@link #HOURS}
 */
public record FetchBudget(Instant nextAt, long hour, List<Integer> used) {
    /** Nothing was asked yet. */
    public static final FetchBudget NONE = new FetchBudget(Instant.EPOCH, 0, List.of());

    /** Any 24 hours lie within so many hours of the clock. */
    static final int HOURS = 25;

    private static final long HOUR_S = 3600;
    private static final long MINUTE_MICROS = 60_000_000;

    public FetchBudget {
        used = List.copyOf(used);
    }

    /** Whether the platform may be asked. */
    public sealed interface Answer {
        /** It may. @param then what the budget is after that */
        record Yes(FetchBudget then) implements Answer {}

        /** Not before then. */
        record NotBefore(Instant at) implements Answer {}
    }

    /**
     * Asks for leave to ask the platform once.
     *
     * @param now by the clock of this instance. One that lags behind another's waits a little longer; it never begins
     *     an hour anew.
     */
    public Answer spend(Instant now, int perMinute, int perDay) {
        if (now.isBefore(nextAt)) {
            return new Answer.NotBefore(nextAt);
        }
        long newest = Math.max(hour, Math.floorDiv(now.getEpochSecond(), HOUR_S));
        List<Integer> counts = countsAt(newest);
        if (counts.stream().mapToInt(Integer::intValue).sum() >= perDay) {
            return new Answer.NotBefore(Instant.ofEpochSecond((newest + 1) * HOUR_S));
        }
        counts.set(0, counts.getFirst() + 1);
        // Rounded up to what PostgreSQL keeps: rounding down would let one more into the minute.
        Instant next = now.plusNanos(999)
                .truncatedTo(ChronoUnit.MICROS)
                .plus(Math.ceilDiv(MINUTE_MICROS, perMinute), ChronoUnit.MICROS);
        return new Answer.Yes(new FetchBudget(next, newest, counts));
    }

    private List<Integer> countsAt(long newest) {
        List<Integer> counts = new ArrayList<>(HOURS);
        for (int ago = 0; ago < HOURS; ago++) {
            long at = ago - (newest - hour);
            counts.add(at >= 0 && at < used.size() ? used.get((int) at) : 0);
        }
        return counts;
    }
}
