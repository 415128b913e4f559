package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.read.StoredResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The newest revision of a response.
 *
 * @param agent whose it is, by the name of today
 */
@Schema(name = "Response")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResponseJson(
        UUID eventId,
        String source,
        String responseId,
        Instant respondedAt,
        Instant updatedAt,
        Instant receivedAt,
        AgentName agent,

        @Schema(description = "The agent's at the time of the interaction")
        String team,

        @JsonRawValue @Schema(implementation = PostedResponse.Interaction.class) @Nullable
        String interaction,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = RatingJson.class)
        String ratings,

        @Nullable String comment,
        @Nullable String language,
        List<String> tags) {

    /** An agent. */
    @Schema(name = "AgentName")
    public record AgentName(String id, String name) {
        static AgentName of(String id, Roster roster) {
            return new AgentName(id, roster.agent(id).map(Agent::name).orElse(id));
        }
    }

    /** A rating, for the documentation: the JSON itself is passed on. */
    @Schema(name = "ScoredRating")
    public record RatingJson(
            String topic,

            @Schema(description = "As given, on its own scale")
            double value,

            @Nullable String label,
            PostedResponse.Scale scale,

            @Schema(description = "0 to 100, 100 best") double score) {}

    static ResponseJson of(StoredResponse response, Roster roster) {
        return new ResponseJson(
                response.eventId(),
                response.source(),
                response.responseId(),
                response.respondedAt(),
                response.updatedAt(),
                response.receivedAt(),
                AgentName.of(response.agentId(), roster),
                response.team(),
                response.interaction(),
                response.ratings(),
                response.comment(),
                response.language(),
                response.tags());
    }
}
