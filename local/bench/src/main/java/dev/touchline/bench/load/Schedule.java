package dev.touchline.bench.load;

import java.util.concurrent.locks.LockSupport;

/**
 * When each request of an open loop is due: fixed beforehand, whatever the server does.
 *
 * @param start {@link System#nanoTime} of request 0
 * @param interval nanoseconds between two requests
 */
public record Schedule(long start, long interval) {
    private static final long SECOND = 1_000_000_000L;

    public Schedule {
        if (interval <= 0) {
            throw new IllegalArgumentException("interval must be positive, is " + interval);
        }
    }

    /** {@code perSecond} requests a second, evenly spaced. */
    public static Schedule evenly(long start, int perSecond) {
        return new Schedule(start, SECOND / perSecond);
    }

    /** When request {@code index} is due, {@link System#nanoTime}. */
    public long due(int index) {
        return start + index * interval;
    }

    /** Returns when the request is due; at once when that time is past. */
    void await(int index) throws InterruptedException {
        for (long left = due(index) - System.nanoTime(); left > 0; left = due(index) - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
