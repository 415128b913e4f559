package dev.touchline.coaching.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why an item was closed without coaching. */
public enum DismissCause {
    AGENT,
    POLICY,
    PRODUCT,
    TOOL,
    WRONG_AGENT,
    ABUSIVE,
    DUPLICATE,
    /** Only the system says so: nothing speaks for the item any more. */
    CORRECTED;

    /** The word on the wire and in the database, e.g. {@code wrong-agent}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words that a person may use. */
    public static List<String> wordsForPeople() {
        return Arrays.stream(values())
                .filter(cause -> cause != CORRECTED)
                .map(DismissCause::word)
                .toList();
    }

    /** The cause that a person named, if there is one. */
    public static Optional<DismissCause> ofPerson(String word) {
        return Arrays.stream(values())
                .filter(cause -> cause != CORRECTED && cause.word().equals(word))
                .findFirst();
    }
}
