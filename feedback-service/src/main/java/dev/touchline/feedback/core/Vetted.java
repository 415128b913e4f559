package dev.touchline.feedback.core;

import java.util.List;

/** What became of one posted thing that is no survey response; of a response see {@link Checked}. */
public sealed interface Vetted<T> {
    /** It is fine. */
    record Valid<T>(T value) implements Vetted<T> {}

    /** It is not; {@code flaws} holds every reason and is never empty. */
    record Refused<T>(List<Flaw> flaws) implements Vetted<T> {}
}
