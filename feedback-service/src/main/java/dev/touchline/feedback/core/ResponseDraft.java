package dev.touchline.feedback.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response as posted: JSON types are right (or were complained about), nothing else is known. Null means absent. */
public record ResponseDraft(
        @Nullable String responseId,
        @Nullable String respondedAt,
        @Nullable String updatedAt,
        @Nullable InteractionDraft interaction,
        @Nullable AgentDraft agent,
        @Nullable CustomerDraft customer,
        @Nullable List<RatingDraft> ratings,
        @Nullable String comment,
        @Nullable String language,
        @Nullable List<String> tags) {

    public record InteractionDraft(
            @Nullable String id,
            @Nullable String channel,
            @Nullable String endedAt,
            @Nullable String url) {}

    public record AgentDraft(@Nullable String id, @Nullable AliasDraft alias) {}

    public record AliasDraft(
            @Nullable String kind, @Nullable String value) {}

    public record CustomerDraft(@Nullable String ref) {}

    /** Either {@code value} or {@code label} is given: a number, or a word of the scale. */
    public record RatingDraft(
            @Nullable String topic,
            @Nullable Double value,
            @Nullable String label,
            @Nullable ScaleDraft scale) {}

    public record ScaleDraft(
            @Nullable Double min,
            @Nullable Double max,
            @Nullable String direction,
            Map<String, Double> labels) {}
}
