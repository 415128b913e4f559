package dev.touchline.kit;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Named places at which the crash tests kill the process, as {@code kill -9} would: no shutdown hooks, no flush.
 *
 * <p>The system property {@code touchline.failpoint} arms one: {@code after-db-commit} at the first hit,
 * {@code after-db-commit:3} at the third. Unarmed, {@link #hit} is a test of a constant that the JIT removes.
 */
public final class Failpoint {
    private static final @Nullable Armed ARMED = Armed.parse(System.getProperty("touchline.failpoint"));

    private Failpoint() {}

    /** Ends the process with exit code 137 when this point is armed and its count is reached. */
    public static void hit(String name) {
        if (ARMED != null) {
            ARMED.strike(name);
        }
    }

    private record Armed(String name, AtomicInteger left) {
        static @Nullable Armed parse(@Nullable String property) {
            if (property == null || property.isBlank()) {
                return null;
            }
            int colon = property.indexOf(':');
            return colon < 0
                    ? new Armed(property, new AtomicInteger(1))
                    : new Armed(
                            property.substring(0, colon),
                            new AtomicInteger(Integer.parseInt(property.substring(colon + 1))));
        }

        void strike(String point) {
            if (name.equals(point) && left.decrementAndGet() == 0) {
                System.err.println("Failpoint reached, halting name=" + point);
                Runtime.getRuntime().halt(137);
            }
        }
    }
}
