package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import org.jspecify.annotations.Nullable;

/** What a mapping says about one question of a survey. */
public sealed interface Question {
    /**
     * It rates a topic.
     *
     * @param topic a slug
     * @param scale null: that of the rating rule
     */
    record Rates(String topic, @Nullable ScaleDraft scale) implements Question {}

    /** Its answer is no rating, or not wanted. */
    record LeftOut() implements Question {}
}
