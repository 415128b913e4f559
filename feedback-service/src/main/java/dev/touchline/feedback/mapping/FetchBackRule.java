package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.mapping.Values;
import org.jspecify.annotations.Nullable;

/** How a notification that holds no answers names the response that is to be fetched. */
record FetchBackRule(@Nullable Expression survey, @Nullable Expression response) {
    static @Nullable FetchBackRule read(@Nullable YamlMap in) {
        if (in == null) {
            return null;
        }
        FetchBackRule rule =
                new FetchBackRule(Expressions.required(in, "survey"), Expressions.required(in, "response"));
        in.end();
        return rule;
    }

    Outcome apply(@Nullable Object item, Evaluation evaluation, Notes notes) {
        String surveyId = id("/fetchBack/survey", evaluation.value(survey, item, notes), notes);
        String responseId = id("/fetchBack/response", evaluation.value(response, item, notes), notes);
        return surveyId == null || responseId == null || !notes.flaws().none()
                ? new Outcome.Unmappable(notes.flaws().list())
                : new Outcome.FetchBack(surveyId, responseId);
    }

    private static @Nullable String id(String pointer, @Nullable Object value, Notes notes) {
        String id = Values.text(pointer, value, notes);
        if (id == null) {
            notes.missing(pointer, "gave nothing");
        } else if (id.length() > Limits.ID_CHARS) {
            notes.flaw(pointer, "gave more than " + Limits.ID_CHARS + " characters");
        }
        return id;
    }
}
