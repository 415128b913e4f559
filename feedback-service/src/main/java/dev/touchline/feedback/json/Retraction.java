package dev.touchline.feedback.json;

import java.time.Instant;
import java.util.UUID;

/**
 * Word that a response is not about an agent.
 *
 * @param attribution that under which it stands at its new agent
 * @param updatedAt that with which it stands there
 * @param agentId whose it is not
 * @param team for which it counted there
 * @param reason a slug such as {@code corrected-alias}
 */
public record Retraction(
        UUID eventId,
        String source,
        String responseId,
        int attribution,
        Instant updatedAt,
        Instant retractedAt,
        String agentId,
        String agentName,
        String team,
        String reason) {}
