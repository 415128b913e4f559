package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.ResponseRules;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.mapping.Warning;
import dev.touchline.feedback.core.webhook.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one item of a delivery comes to, after the mapping and after the rules that hold for every response. */
public sealed interface Item {
    /** A response that can be taken. */
    record Taken(SurveyResponse response, List<Warning> warnings) implements Item {}

    /** Nothing to keep, by a rule of the mapping. */
    record Ignored(String reason) implements Item {}

    /** Its answers are to be fetched at the platform. */
    record ToFetch(String surveyId, String responseId) implements Item {}

    /**
     * Nothing that can be taken.
     *
     * @param reason one of the constants here, for programs
     * @param causes never empty
     */
    record Kept(String reason, List<Flaw> causes) implements Item {}

    /** The source has no mapping. */
    String UNMAPPED = "unmapped";

    /** No response could be made of it. */
    String UNMAPPABLE = "unmappable";

    /** A response could be made of it, but not one that the rules allow. */
    String INVALID = "invalid";

    /**
     * The items of a delivery, in their order; never empty. The same delivery, mapping and time always give the same.
     *
     * @param mapping null: the source has none
     */
    static List<Item> of(@Nullable Mapping mapping, Delivery delivery, Instant receivedAt) {
        if (mapping == null) {
            return List.of(new Kept(UNMAPPED, List.of(new Flaw("", "the source has no mapping that can be used"))));
        }
        return mapping.map(delivery, receivedAt).stream()
                .map(outcome -> of(outcome, receivedAt))
                .toList();
    }

    /** What the outcome of a mapping comes to. */
    static Item of(Outcome outcome, Instant receivedAt) {
        return switch (outcome) {
            case Outcome.Ignored(String reason) -> new Ignored(reason);
            case Outcome.FetchBack(String surveyId, String responseId) -> new ToFetch(surveyId, responseId);
            case Outcome.Unmappable(List<Flaw> causes) -> new Kept(UNMAPPABLE, causes);
            case Outcome.Mapped(var draft, List<Warning> warnings) ->
                switch (ResponseRules.check(draft, receivedAt, new Flaws())) {
                    case Checked.Valid(SurveyResponse response) -> new Taken(response, warnings);
                    case Checked.Refused(List<Flaw> flaws) -> new Kept(INVALID, flaws);
                };
        };
    }
}
