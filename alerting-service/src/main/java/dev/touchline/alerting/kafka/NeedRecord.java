package dev.touchline.alerting.kafka;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record on {@code coaching.needed}, apart from the response that arrived, which follows it when that is the cause or
 * the added evidence, see {@link NeedJson#with}.
 *
 * @param seq counts up per agent and topic
 * @param agent absent where it is about the team
 * @param raisedAt event time of the cause
 */
record NeedRecord(
        UUID needId,
        String type,
        long seq,
        String kind,
        String severity,
        FilterRef filter,
        @Nullable AgentRef agent,
        String team,
        String topic,
        Why why,
        Instant raisedAt,
        Instant freshUntil,
        Cause cause,
        List<Evidence> evidence,
        int evidenceLeft) {

    record FilterRef(String id, long version, String name) {}

    record AgentRef(String id, String name) {}

    /**
     * @param n ratings looked at
     * @param poor those of them that speak for the need
     */
    record Why(String sentence, int n, int poor) {}

    record Cause(String source, String responseId) {}

    record Evidence(String source, String responseId, Instant respondedAt, double score) {}
}
