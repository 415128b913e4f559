package dev.touchline.feedback.json;

import dev.touchline.feedback.core.AgentRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A response as it was published, read back whole.
 *
 * @param agentId whom it counts for
 * @param team the agent's at the time of the interaction
 * @param alias how the platform named the agent, when not by id
 * @param ratings JSON array as in the event
 * @param interaction JSON object as in the event
 */
public record PublishedResponse(
        UUID eventId,
        String source,
        String responseId,
        int attribution,
        Instant receivedAt,
        Instant respondedAt,
        Instant updatedAt,
        String agentId,
        String team,
        AgentRef.@Nullable ByAlias alias,
        @Nullable String interaction,
        @Nullable String customerRef,
        String ratings,
        @Nullable String comment,
        @Nullable String language,
        List<String> tags) {
    public PublishedResponse {
        tags = List.copyOf(tags);
    }

    /** The time at which the agent's team counts, as {@code SurveyResponse.happenedAt} has it. */
    public Instant happenedAt() {
        String endedAt = interaction == null ? null : Json.text(interaction, "endedAt");
        try {
            return endedAt == null ? respondedAt : Instant.parse(endedAt);
        } catch (DateTimeException e) {
            return respondedAt;
        }
    }
}
