package dev.touchline.coaching.kafka;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.ResponseRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A survey response as it travels on {@code survey.responses}: the fields that a card shows. */
record ResponseRecord(
        UUID eventId,
        String source,
        String responseId,
        int attribution,
        Instant respondedAt,
        Instant updatedAt,
        AgentPart agent,
        @Nullable JsonNode interaction,
        JsonNode ratings,
        @Nullable String comment) {
    ResponseRecord {
        requireNonNull(eventId, "eventId");
        requireNonNull(source, "source");
        requireNonNull(responseId, "responseId");
        requireNonNull(respondedAt, "respondedAt");
        requireNonNull(updatedAt, "updatedAt");
        requireNonNull(agent, "agent");
        requireNonNull(ratings, "ratings");
    }

    record AgentPart(String id) {
        AgentPart {
            requireNonNull(id, "agent.id");
        }
    }

    /**
     * @param kafkaOffset where the revision was read, or {@link ResponseRow#FROM_A_NEED}
     * @param receivedAt when Kafka took the record in that brought it
     */
    ResponseRow toRow(long kafkaOffset, Instant receivedAt) {
        return new ResponseRow(
                new ResponseRef(source, responseId),
                eventId,
                agent.id(),
                respondedAt.truncatedTo(ChronoUnit.MICROS),
                updatedAt.truncatedTo(ChronoUnit.MICROS),
                attribution,
                kafkaOffset,
                interaction == null || interaction.isNull() ? null : interaction.toString(),
                ratings.toString(),
                comment,
                receivedAt);
    }
}
