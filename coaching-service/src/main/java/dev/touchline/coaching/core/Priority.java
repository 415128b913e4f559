package dev.touchline.coaching.core;

import java.time.Duration;
import java.time.Instant;

/**
 * The queue's order as one number per item that never needs rewriting as time goes by.
 *
 * <p>An item's urgency is {@code weight · e^(-age/τ)}: it fades, and {@code weight} = severity (low 1, normal 2, high
 * 4) × number of responses. Its logarithm is {@code ln(weight) + openedAt/τ - now/τ}; the last term is the same for
 * all, so {@code ln(weight) + openedAt/τ} orders alike at any moment. With τ = 1 h a normal item goes before a high one
 * of as many voices once it is 42 minutes (τ · ln 2) younger. What is held back ({@link FairShare}) loses more than
 * openedAt/τ is for any item until the year 2084, and so stands behind all that is not, in the same order as before.
 */
public final class Priority {
    /** τ: after this time an item weighs 1/e of what it did. */
    static final Duration TAU = Duration.ofHours(1);

    private static final double HELD_BACK = 1_000_000;

    private Priority() {}

    /** The sort key, greatest first. */
    public static double of(Severity severity, int evidenceCount, Instant openedAt) {
        double weight = severity.weight() * (double) Math.max(1, evidenceCount);
        double opened = openedAt.getEpochSecond() + openedAt.getNano() / 1e9;
        return Math.log(weight) + opened / TAU.toSeconds();
    }

    /** The sort key of an item with this one while it is held back. */
    static double heldBack(double priority) {
        return priority - HELD_BACK;
    }
}
