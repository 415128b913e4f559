package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.ResponseDraft;
import java.util.List;

/** What a mapping made of one item of a payload. */
public sealed interface Outcome {
    /**
     * A response; whether it is acceptable is for {@link dev.touchline.feedback.core.ResponseRules} to say.
     *
     * @param warnings what was mended or left out on the way
     */
    record Mapped(ResponseDraft draft, List<Warning> warnings) implements Outcome {}

    /** Nothing to keep, by a rule of the mapping; {@code reason} is the rule's. */
    record Ignored(String reason) implements Outcome {}

    /** The platform only told us that there is a response: its words are to be fetched. */
    record FetchBack(String surveyId, String responseId) implements Outcome {}

    /**
     * No response could be made of it.
     *
     * @param causes every reason, never empty; a pointer names the place in the mapping, and no detail repeats the
     *     payload
     */
    record Unmappable(List<Flaw> causes) implements Outcome {
        public static Unmappable because(String pointer, String detail) {
            return new Unmappable(List.of(new Flaw(pointer, detail)));
        }
    }
}
