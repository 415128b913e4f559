package dev.touchline.feedback.http;

import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.store.Dispute;
import dev.touchline.feedback.store.Dispute.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A dispute on the wire. Absent fields are left out. */
@Schema(name = "Dispute")
public record DisputeJson(
        UUID id,

        @Schema(description = "The coaching item that it is said against")
        UUID itemId,

        AgentRefJson agent,

        @Schema(description = "In whose queue the item stood")
        String team,

        String topic,
        @Schema(description = "In the agent's words") String reason,
        Instant saidAt,

        @Schema(description = "On which the item stood, the newest first")
        List<ResponseRefJson> responses,

        @Schema(enumeration = {"open", "kept", "reattributed"})
        String state,

        @Schema(description = "For If-Match") long version,

        @Schema(description = "Once it is not open any more") @Nullable
        DecisionJson decision) {

    /** Who said it. */
    @Schema(name = "DisputeAgent")
    public record AgentRefJson(String id, String name) {}

    /** Names a response. */
    @Schema(name = "DisputedResponse")
    public record ResponseRefJson(
            @Schema(required = true) @Nullable String source,
            @Schema(required = true) @Nullable String responseId) {
        static ResponseRefJson of(ResponseName name) {
            return new ResponseRefJson(name.source(), name.responseId());
        }
    }

    /** What was decided. */
    @Schema(name = "DisputeDecided")
    public record DecisionJson(
            @Schema(description = "Not told to agents") @Nullable
            String by,

            Instant at,
            String note,

            @Schema(description = "Whose the moved responses are now; absent when all stay, and not told to agents")
            @Nullable
            String agent,

            @Schema(description = "Which were moved") List<ResponseRefJson> moved) {
        /** Colleagues do not learn from each other's disputes who now has a bad answer. */
        static DecisionJson of(Decision decision, boolean toAgent) {
            return new DecisionJson(
                    toAgent ? null : decision.by(),
                    decision.at(),
                    decision.note(),
                    toAgent ? null : decision.toAgent(),
                    decision.moved().stream().map(ResponseRefJson::of).toList());
        }
    }

    /** @param toAgent whether who reads it is nothing more than an agent */
    static DisputeJson of(Dispute dispute, boolean toAgent) {
        Decision decision = dispute.decision();
        return new DisputeJson(
                dispute.id(),
                dispute.itemId(),
                new AgentRefJson(dispute.agentId(), dispute.agentName()),
                dispute.team(),
                dispute.topic(),
                dispute.reason(),
                dispute.saidAt(),
                dispute.responses().stream().map(ResponseRefJson::of).toList(),
                dispute.state().wire(),
                dispute.version(),
                decision == null ? null : DecisionJson.of(decision, toAgent));
    }
}
