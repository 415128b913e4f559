package dev.touchline.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Notices when a process of the stack dies; says so in one line and, when it supervises, starts it again. */
final class Watcher {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final LocalStack stack;
    private final boolean supervise;
    private final Consumer<String> say;
    private final Set<String> known = new HashSet<>();
    private final Map<String, Backoff> backoffs = new HashMap<>();

    Watcher(LocalStack stack, boolean supervise, Consumer<String> say) {
        this.stack = stack;
        this.supervise = supervise;
        this.say = say;
    }

    /** Looks until the thread is interrupted. */
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (String name : stack.names()) {
                    look(name);
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** While this is held, a process that is down is meant to be: a restart by hand is at work. */
    private void look(String name) {
        synchronized (stack) {
            if (stack.alive(name)) {
                known.remove(name);
                return;
            }
            if (!supervise) {
                if (known.add(name)) {
                    say.accept("%s died (exit %s); ./touchline restart %s starts it again."
                            .formatted(name, stack.exit(name), name));
                }
                return;
            }
        }
        superviseDeath(name);
    }

    private void superviseDeath(String name) {
        Backoff backoff = backoffs.computeIfAbsent(name, _ -> new Backoff());
        if (known.add(name)) {
            say.accept("%s died (exit %s); starting it again in %d ms."
                    .formatted(name, stack.exit(name), backoff.next().toMillis()));
        }
        if (backoff.due()) {
            known.remove(name);
            try {
                stack.launch(name);
            } catch (RuntimeException e) {
                say.accept("%s could not be started: %s".formatted(name, e.getMessage()));
            }
        }
    }

    /** Doubles the pause from death to death, until a process has lived for a while. */
    private static final class Backoff {
        private Duration pause = FIRST_PAUSE;
        private long dueAt;
        private long startedAt = System.nanoTime() - STEADY.toNanos();

        Duration next() {
            long now = System.nanoTime();
            boolean steady = now - startedAt >= STEADY.toNanos();
            pause = steady ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            dueAt = now + pause.toNanos();
            return pause;
        }

        boolean due() {
            boolean due = System.nanoTime() - dueAt >= 0;
            if (due) {
                startedAt = System.nanoTime();
            }
            return due;
        }

        private static Duration min(Duration one, Duration other) {
            return one.compareTo(other) <= 0 ? one : other;
        }
    }
}
