package dev.touchline.coaching.core.effect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days (UTC) that are compared, fixed when the session closes.
 *
 * <p>Before ends on the day before the first answer that raised the flag, not on the day of the session: the answers
 * that raised it were picked for being poor. To leave out only them would leave the good ones between them and make the
 * agent look better before than they were.
 *
 * @param beforeFrom first day before
 * @param beforeTo first day no more before
 * @param afterFrom first day after
 * @param afterTo first day no more after
 */
public record Windows(LocalDate beforeFrom, LocalDate beforeTo, LocalDate afterFrom, LocalDate afterTo) {
    /** How long answers may be on their way, in days. */
    private static final int DAYS_LATE = 3;

    public Windows {
        if (!beforeFrom.isBefore(beforeTo) || beforeTo.isAfter(afterFrom) || !afterFrom.isBefore(afterTo)) {
            throw new IllegalArgumentException("Windows out of order: before " + beforeFrom + " to " + beforeTo
                    + ", after " + afterFrom + " to " + afterTo);
        }
    }

    /**
     * The windows of a session.
     *
     * @param closedAt when it ended; its own day counts for neither window
     * @param firstFlagged when the oldest answer that the item stands on was given; the end of the session when its
     *     clock was ahead of ours
     */
    public static Windows of(Instant closedAt, Instant firstFlagged, Terms terms) {
        LocalDate flagged = day(firstFlagged.isAfter(closedAt) ? closedAt : firstFlagged);
        LocalDate after = day(closedAt).plusDays(1);
        return new Windows(flagged.minusDays(terms.daysBefore()), flagged, after, after.plusDays(terms.daysAfter()));
    }

    /**
     * The day on which the verdict is due: once the last day after has passed and its late answers are in. None is
     * given earlier, lest somebody looks until it pleases, and none later looks at more.
     */
    public LocalDate dueOn() {
        return afterTo.plusDays(DAYS_LATE);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
