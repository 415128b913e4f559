package dev.touchline.goals.core;

/** What comes of a person's wish to move a goal. */
public sealed interface Decision {
    record Moved(Goal goal) implements Decision {}

    /** @param why a sentence for the person who asked */
    record Refused(String why) implements Decision {}
}
