package dev.touchline.feedback.read;

import dev.touchline.feedback.core.AgentRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code survey.responses}: what is asked for is read out of it, the rest stays the JSON that it was. Times
 * are microseconds since 1970, as PostgreSQL keeps them.
 *
 * @param alias how the platform named the agent, when not by id
 * @param ratingsJson the array as it came
 * @param interactionJson the object as it came
 */
public record SurveyEvent(
        UUID eventId,
        String source,
        String responseId,
        int attribution,
        long receivedMicros,
        long respondedMicros,
        long updatedMicros,
        String agentId,
        AgentRef.@Nullable ByAlias alias,
        String team,
        List<Rated> ratings,
        String ratingsJson,
        @Nullable String interactionJson,
        @Nullable String customerRef,
        @Nullable String comment,
        @Nullable String language,
        List<String> tags) {
    /** What is left when its customer is erased. */
    public SurveyEvent withoutWords() {
        return new SurveyEvent(
                eventId,
                source,
                responseId,
                attribution,
                receivedMicros,
                respondedMicros,
                updatedMicros,
                agentId,
                alias,
                team,
                ratings,
                ratingsJson,
                null,
                null,
                null,
                language,
                tags);
    }
}
