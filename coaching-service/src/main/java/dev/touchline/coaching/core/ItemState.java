package dev.touchline.coaching.core;

import java.time.Instant;

/** Where an item is in its life. Only the steps that exist as methods here are possible. */
public sealed interface ItemState {

    /** Stands in the queue. */
    sealed interface Live extends ItemState {}

    /** Done with; only a dispute leads out. */
    sealed interface Closed extends ItemState {
        /** Somebody is to look at it again. */
        default Open reopen() {
            return new Open();
        }
    }

    /** Waits for a supervisor. */
    record Open() implements Live {
        Claimed claim(String by, Instant leaseUntil) {
            return new Claimed(by, leaseUntil);
        }

        Dismissed dismiss(DismissCause cause) {
            return new Dismissed(cause);
        }

        Deferred defer() {
            return new Deferred();
        }

        Expired expire() {
            return new Expired();
        }

        Dismissed correct() {
            return new Dismissed(DismissCause.CORRECTED);
        }
    }

    /**
     * Held by one supervisor.
     *
     * @param by their subject
     * @param leaseUntil when it goes back by itself
     */
    record Claimed(String by, Instant leaseUntil) implements Live {
        Claimed renew(Instant until) {
            return new Claimed(by, until);
        }

        Open giveBack() {
            return new Open();
        }

        Completed complete() {
            return new Completed();
        }

        Dismissed dismiss(DismissCause cause) {
            return new Dismissed(cause);
        }

        Deferred defer() {
            return new Deferred();
        }
    }

    /** Coached. */
    record Completed() implements Closed {}

    /** Closed without coaching. */
    record Dismissed(DismissCause cause) implements Closed {}

    /** Left for the one-on-one. */
    record Deferred() implements Closed {}

    /** Went stale before anybody came. */
    record Expired() implements Closed {}

    /** The word on the wire and in the database. */
    default String word() {
        return switch (this) {
            case Open _ -> "open";
            case Claimed _ -> "claimed";
            case Completed _ -> "completed";
            case Dismissed _ -> "dismissed";
            case Deferred _ -> "deferred";
            case Expired _ -> "expired";
        };
    }
}
