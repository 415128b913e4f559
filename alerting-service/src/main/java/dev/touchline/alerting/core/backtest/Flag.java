package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.ResponseKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A conversation that a filter would have opened: a need as it stood when nothing could change it any more.
 *
 * @param at event time of the cause
 * @param team the agent's at that time
 */
public record Flag(Side side, String agent, String topic, String team, Instant at, ResponseKey cause, String sentence) {
    /** As good as random, and the same on every run. */
    static final Comparator<Flag> SHUFFLED =
            Comparator.comparing(Flag::draw).thenComparing(Flag::cause).thenComparing(Flag::topic);

    /** Its day (UTC), counted from 1970. */
    long day() {
        return Math.floorDiv(at.getEpochSecond(), 86_400L);
    }

    private UUID draw() {
        String name = String.join("\u0000", agent, topic, cause.source(), cause.responseId());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
