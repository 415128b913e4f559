package dev.touchline.alerting.kafka;

import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Waits for a view to catch up, a few milliseconds as a rule. It is over well below the transaction timeout: the thread
 * starts over rather than hold a transaction open.
 */
final class Patience {
    private static final Duration LASTS = Duration.ofSeconds(4);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final long deadline;

    private Patience(long deadline) {
        this.deadline = deadline;
    }

    static Patience begin() {
        return new Patience(System.nanoTime() + LASTS.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - deadline > 0;
    }

    void rest() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("Interrupted while waiting for a view", e);
        }
    }
}
