package dev.touchline.feedback.mapping;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mapping of one delivery may cost. Steps bound the work in the same way on every machine; the time is the
 * backstop for steps that are dear. Not thread-safe.
 */
final class Budget {
    /** Evaluated nodes of expressions; the usual delivery needs some hundred. */
    private static final int STEPS = 200_000;
    /** How deep expressions may call each other: far below what the smallest stack holds. */
    private static final int DEPTH = 150;
    /** Longest text and longest list that an expression may make. */
    private static final int CHARS = 2_000_000;

    private static final int ENTRIES = 200_000;
    private static final Duration TIME = Duration.ofMillis(500);
    private static final int STEPS_BETWEEN_LOOKS = 256;
    private static final int CHARS_A_STEP = 64;

    /** Thrown out of an expression; says nothing, for {@link #spent} does. */
    @SuppressWarnings("serial")
    static final class Spent extends RuntimeException {
        Spent() {
            super(null, null, false, false);
        }
    }

    /** That of the delivery which this thread is mapping, for functions that expressions call. */
    static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

    private final long deadline = System.nanoTime() + TIME.toNanos();
    private int steps;
    private int depth;
    private int reads;
    private boolean spent;

    /** Whether it was overdrawn: nothing more may be evaluated. */
    boolean spent() {
        return spent;
    }

    /** At the start of each expression. */
    void start() {
        depth = 0;
        step(1);
    }

    void enter() {
        if (++depth > DEPTH) {
            throw overdrawn();
        }
        step(1);
    }

    void leave(@Nullable Object result) {
        depth--;
        switch (result) {
            case String text -> hold(text.length(), CHARS);
            case List<?> list -> hold(list.size(), ENTRIES);
            case null, default -> {}
        }
    }

    /** Before a text of that many characters is made. */
    void chars(long length) {
        hold(length, CHARS);
        step((int) (length / CHARS_A_STEP));
    }

    /** One look at one character. */
    void read() {
        if (++reads % CHARS_A_STEP == 0) {
            step(1);
        }
    }

    private void hold(long size, int most) {
        if (size > most) {
            throw overdrawn();
        }
    }

    /** Some work that costs about as much as this many steps. */
    void step(int count) {
        int before = steps / STEPS_BETWEEN_LOOKS;
        steps += count;
        if (steps > STEPS || steps < 0) {
            throw overdrawn();
        }
        if (steps / STEPS_BETWEEN_LOOKS != before && System.nanoTime() - deadline > 0) {
            throw overdrawn();
        }
    }

    private Spent overdrawn() {
        spent = true;
        return new Spent();
    }
}
