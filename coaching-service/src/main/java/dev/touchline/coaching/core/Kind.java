package dev.touchline.coaching.core;

import java.util.Locale;

/** What an item asks for. */
public enum Kind {
    COACHING,
    PRAISE,
    /** Asked of the team, not of an agent. */
    OPERATIONS;

    /** The word on the wire and in the database, e.g. {@code coaching}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
