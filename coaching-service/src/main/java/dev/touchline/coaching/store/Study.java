package dev.touchline.coaching.store;

import dev.touchline.coaching.core.effect.Terms;
import dev.touchline.coaching.core.effect.Windows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What was agreed of a session's effect when it closed.
 *
 * @param itemId the item whose session it is
 * @param dueOn the day (UTC) from which it is judged
 * @param fixedAt when the session closed
 */
public record Study(
        UUID itemId, String agentId, String topic, Windows windows, Terms terms, LocalDate dueOn, Instant fixedAt) {

    /** Decides the draws; anybody can draw them again. */
    long seed() {
        return itemId.getMostSignificantBits() ^ itemId.getLeastSignificantBits();
    }
}
