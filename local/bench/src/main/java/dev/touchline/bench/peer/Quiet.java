package dev.touchline.bench.peer;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps Kafka's clients from telling their settings into the progress. */
public final class Quiet {
    /** Held here, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private Quiet() {}

    /** From now on they only tell of failures. */
    public static void please() {
        KAFKA.setLevel(Level.SEVERE);
    }
}
