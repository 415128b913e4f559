package dev.touchline.feedback.store;

import dev.touchline.feedback.core.erasure.ResponseName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent's word against a coaching item.
 *
 * @param id the same whenever it is told again
 * @param team in whose queue the item stood
 * @param reason in the agent's words
 * @param responses on which the item stood, the newest first
 * @param decision absent while it is open
 */
public record Dispute(
        UUID id,
        UUID itemId,
        String agentId,
        String agentName,
        String team,
        String topic,
        String reason,
        String saidBy,
        Instant saidAt,
        List<ResponseName> responses,
        State state,
        long version,
        @Nullable Decision decision) {

    /** Where it is. */
    public enum State {
        OPEN,
        /** The responses stay with the agent. */
        KEPT,
        /** Some of them are another agent's now. */
        REATTRIBUTED;

        /** The word on the wire and in the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a person decided.
     *
     * @param note why, for the agent too
     * @param toAgent whose the moved responses are now; absent when none is
     */
    public record Decision(
            String by, Instant at, String note, @Nullable String toAgent, List<ResponseName> moved) {}
}
