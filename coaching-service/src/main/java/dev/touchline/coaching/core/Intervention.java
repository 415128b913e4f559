package dev.touchline.coaching.core;

import java.util.Locale;

/** What an item calls for. */
public enum Intervention {
    SESSION,
    /** The agent was coached on this just before: the same talk again is not what is missing. */
    TRAINING;

    /** The word on the wire, e.g. {@code training}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
