package dev.touchline.feedback.core.metric;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of QA saw in one interaction. Never empty: it names at least one behaviour, strength or gap.
 *
 * @param agent the agent's id; the roster need not know it yet
 * @param interactionId as the platform calls it
 * @param interactionUrl where it can be looked at, if known
 * @param by who looked: a login's subject, or a name
 * @param at when
 * @param seen behaviours, as they were seen
 * @param ideal what would have been ideal
 * @param topic a slug, if it is about one
 * @param score 0 to 100, the higher the better; null: words only
 */
public record Evaluation(
        String agent,
        String interactionId,
        @Nullable String interactionUrl,
        String by,
        Instant at,
        List<String> seen,
        @Nullable String ideal,
        List<String> strengths,
        List<String> gaps,
        @Nullable String topic,
        @Nullable Double score) {
    public Evaluation {
        seen = List.copyOf(seen);
        strengths = List.copyOf(strengths);
        gaps = List.copyOf(gaps);
    }
}
