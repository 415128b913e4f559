package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a change of an item: a line of its history and, but for a renewal, an outcome for others.
 *
 * @param action what happened
 * @param version the item's version after it
 * @param by the subject of a person, or {@link #SYSTEM}
 * @param from the state before; absent when the item opened
 * @param note a person's remark
 * @param session what a completion carries
 */
public record Step(
        Action action,
        long version,
        Instant at,
        String by,
        @Nullable ItemState from,
        ItemState to,
        @Nullable String note,
        @Nullable Session session) {

    /** Who acts when nobody does. */
    public static final String SYSTEM = "system";

    /** What can happen to an item. */
    public enum Action {
        OPENED,
        CLAIMED,
        RENEWED,
        RELEASED,
        LAPSED,
        COMPLETED,
        DISMISSED,
        DEFERRED,
        EXPIRED,
        CORRECTED,
        /** It came back although it was coached: another talk is not what is missing. */
        RECURRED,
        /** The agent asked for coaching; what follows from it is a step of its own. */
        ASKED,
        /** The agent's word on the session; changes nothing else. */
        ACKNOWLEDGED,
        /** The agent's word against the item; what follows from it is a step of its own. */
        DISPUTED,
        REOPENED;

        /** Whether it changes the item's version: only then does a state follow another. */
        public boolean counts() {
            return switch (this) {
                case RENEWED, RECURRED, ASKED, ACKNOWLEDGED, DISPUTED -> false;
                case OPENED, CLAIMED, RELEASED, LAPSED, COMPLETED, DISMISSED, DEFERRED, EXPIRED, CORRECTED, REOPENED ->
                    true;
            };
        }

        /** The word on the wire and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
