package dev.touchline.backing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition in the open, without a fixed sleep. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Patience() {}

    /** Asks until the condition holds; false when it did not within the time. */
    static boolean until(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }
}
