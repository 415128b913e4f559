package dev.touchline.feedback.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One customer's answers after one contact, valid and in canonical form. {@link ResponseRules} makes them.
 *
 * @param responseId the sender's id, unique within the source
 * @param respondedAt when the customer answered
 * @param updatedAt orders the revisions of one responseId
 * @param ratings at least one, each about another topic
 */
public record SurveyResponse(
        String responseId,
        Instant respondedAt,
        Instant updatedAt,
        @Nullable Interaction interaction,
        AgentRef agent,
        @Nullable String customerRef,
        List<Rating> ratings,
        @Nullable String comment,
        @Nullable String language,
        List<String> tags) {
    public SurveyResponse {
        ratings = List.copyOf(ratings);
        tags = List.copyOf(tags);
    }

    /** What is left when its customer is erased: who was rated how and when. */
    public SurveyResponse withoutWords() {
        Interaction contact = interaction == null
                ? null
                : new Interaction(interaction.id(), interaction.channel(), interaction.endedAt(), null);
        return new SurveyResponse(
                responseId, respondedAt, updatedAt, contact, agent, null, ratings, null, language, tags);
    }

    /** The time at which the agent's team counts: when the contact ended, or else when the customer answered. */
    public Instant happenedAt() {
        return interaction != null && interaction.endedAt() != null ? interaction.endedAt() : respondedAt;
    }
}
