package dev.touchline.feedback.read;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A response as it can be shown. Without the customer's reference: nobody who reads answers needs it.
 *
 * @param team at the time of the interaction
 * @param ratings JSON array as in the event
 * @param interaction JSON object as in the event
 */
public record StoredResponse(
        UUID eventId,
        String source,
        String responseId,
        Instant respondedAt,
        Instant updatedAt,
        Instant receivedAt,
        String agentId,
        String team,
        String ratings,
        @Nullable String interaction,
        @Nullable String comment,
        @Nullable String language,
        List<String> tags) {
    public static StoredResponse of(SurveyEvent event) {
        return new StoredResponse(
                event.eventId(),
                event.source(),
                event.responseId(),
                Micros.instant(event.respondedMicros()),
                Micros.instant(event.updatedMicros()),
                Micros.instant(event.receivedMicros()),
                event.agentId(),
                event.team(),
                event.ratingsJson(),
                event.interactionJson(),
                event.comment(),
                event.language(),
                event.tags());
    }

    /** What is left when its customer is erased. */
    public StoredResponse withoutWords() {
        return new StoredResponse(
                eventId,
                source,
                responseId,
                respondedAt,
                updatedAt,
                receivedAt,
                agentId,
                team,
                ratings,
                null,
                null,
                language,
                tags);
    }
}
