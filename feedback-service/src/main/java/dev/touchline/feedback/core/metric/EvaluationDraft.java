package dev.touchline.feedback.core.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation as posted: JSON types are right (or were complained about), nothing else is known. */
public record EvaluationDraft(
        @Nullable String agent,
        @Nullable InteractionDraft interaction,
        @Nullable String by,
        @Nullable String at,
        List<String> seen,
        @Nullable String ideal,
        List<String> strengths,
        List<String> gaps,
        @Nullable String topic,
        @Nullable Double score) {

    /** The interaction as posted. */
    public record InteractionDraft(
            @Nullable String id, @Nullable String url) {}
}
