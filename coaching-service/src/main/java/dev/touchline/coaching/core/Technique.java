package dev.touchline.coaching.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a session was held: what works is compared by it. */
public enum Technique {
    TALK,
    LISTENING_TOGETHER,
    DEMONSTRATION,
    ROLE_PLAY,
    SHADOWING;

    /** The word on the wire and in the database, e.g. {@code role-play}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Technique::word).toList();
    }

    /** The technique of this word, if there is one. */
    public static Optional<Technique> of(String word) {
        return Arrays.stream(values())
                .filter(technique -> technique.word().equals(word))
                .findFirst();
    }
}
