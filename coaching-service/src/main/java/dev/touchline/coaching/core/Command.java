package dev.touchline.coaching.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody, or the clock, wants done with an item. */
public sealed interface Command {

    /** Who asks. */
    record Actor(String subject, Reach reach) {
        /** Whose claims an actor may end. */
        public enum Reach {
            OWN_CLAIMS,
            ANY_CLAIM
        }
    }

    /** Take an open item, for which there must be room, or prolong one's own claim. */
    record Claim(Actor actor, Instant leaseUntil, WorkInProgress begun) implements Command {}

    /** Put a claimed item back. */
    record Release(Actor actor) implements Command {}

    /** The lease ran out. */
    record Lapse() implements Command {}

    /** The coaching took place. */
    record Complete(Actor actor, Session session) implements Command {}

    /** No coaching is called for. */
    record Dismiss(
            Actor actor, DismissCause cause, @Nullable String note) implements Command {}

    /** Leave it for the one-on-one. */
    record Defer(Actor actor, @Nullable String note) implements Command {}

    /**
     * The agent says what the session was worth.
     *
     * @param usefulness 1 to 5, 5 best
     */
    record Acknowledge(
            String subject, int usefulness, @Nullable String comment) implements Command {}

    /** The agent says that the item is wrong, e.g. about somebody else's customer. */
    record Dispute(String subject, String reason) implements Command {}

    /** It went stale and nobody holds it. */
    record Expire() implements Command {}

    /** Nothing speaks for it any more. */
    record Correct() implements Command {}
}
