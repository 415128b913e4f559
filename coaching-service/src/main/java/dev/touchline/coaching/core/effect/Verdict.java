package dev.touchline.coaching.core.effect;

import java.util.Locale;

/** What may be said of a coaching. */
public enum Verdict {
    /** Fewer poor answers than would have come without it. */
    BETTER,
    /** More of them. */
    WORSE,
    /** Neither can be told from chance; the usual answer. */
    INCONCLUSIVE;

    /** The word on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
