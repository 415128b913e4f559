package dev.touchline.feedback.core.roster;

import dev.touchline.feedback.core.Flaw;
import java.util.List;

/**
 * What becomes of a wish to change the roster.
 *
 * @param <T> agent or team
 */
public sealed interface Edit<T> {
    /** It is carried out; the result carries the next version. */
    record Changed<T>(T result) implements Edit<T> {}

    /** It says what is so already. */
    record Unchanged<T>(T result) implements Edit<T> {}

    /** It rests on a version that is no longer the current one. */
    record Stale<T>(long current) implements Edit<T> {}

    /** It can't be carried out, for all of these reasons. */
    record Refused<T>(List<Flaw> flaws) implements Edit<T> {}

    /** It would give two agents one name at one time; each flaw names the other agent. */
    record Clash<T>(List<Flaw> flaws) implements Edit<T> {}
}
