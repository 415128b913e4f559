package dev.touchline.feedback.core.metric;

/** Who posted something. */
public sealed interface Poster {
    /** A platform, by the id of its source. */
    record Platform(String source) implements Poster {}

    /** A person, by the subject of the token. */
    record Person(String subject) implements Poster {}
}
