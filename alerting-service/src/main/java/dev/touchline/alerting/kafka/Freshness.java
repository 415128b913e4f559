package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Snapshots;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether snapshots keep up with the responses that are compared with them. The first response of a day brings the
 * snapshot of the day before, so they may be behind for a moment after days without any response. When they are behind
 * for as long as a snapshot needs to settle, something is wrong. Days are UTC, counted from 1970.
 */
final class Freshness {
    /** Before the first response of a day the newest snapshot is of the day before yesterday. */
    static final int MOST_DAYS = 2;

    private static final Logger LOG = Logger.getLogger(Freshness.class);

    private final Supplier<OptionalLong> newest;
    private final Clock clock;
    private long firstAsked = Long.MAX_VALUE;
    private long lastAsked = Long.MIN_VALUE;
    private @Nullable Instant behindSince;
    private boolean warned;

    /** @param newest day of the newest snapshot */
    Freshness(Supplier<OptionalLong> newest, Clock clock) {
        this.newest = newest;
        this.clock = clock;
    }

    /** @param day on which a response was received that is compared */
    synchronized void asked(long day) {
        firstAsked = Math.min(firstAsked, day);
        lastAsked = Math.max(lastAsked, day);
        boolean stale = stale();
        if (stale && !warned) {
            LOG.warnf("Baselines are stale newest=%s asked=%s", newestDay(), LocalDate.ofEpochDay(lastAsked));
        } else if (warned && !stale) {
            LOG.infof("Baselines are current again newest=%s", newestDay());
        }
        warned = stale;
    }

    /** Whether statistics compare with figures of long ago, or wait for the first ones for too long. */
    synchronized boolean stale() {
        boolean behind = lastAsked > Long.MIN_VALUE && lastAsked - newest.get().orElse(firstAsked) > MOST_DAYS;
        if (!behind) {
            behindSince = null;
            return false;
        }
        Instant now = clock.instant();
        behindSince = behindSince == null ? now : behindSince;
        return !now.isBefore(behindSince.plus(Snapshots.SETTLES));
    }

    /** For people. */
    String newestDay() {
        OptionalLong day = newest.get();
        return day.isPresent() ? LocalDate.ofEpochDay(day.getAsLong()).toString() : "none yet";
    }
}
