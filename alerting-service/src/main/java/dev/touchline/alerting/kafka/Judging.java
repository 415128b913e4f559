package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.Watchfulness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a processor judges by.
 *
 * @param grace how late a response may be and still count
 * @param forgetAfter how long a response is known again
 * @param filters gives the book to judge by; may wait for it
 * @param usual gives what statistics compare with; may wait for it
 * @param watch what is taken for a systemic cause; none when nobody looks for them
 */
record Judging(Duration grace, Duration forgetAfter, Filters filters, Usual usual, Optional<Watchfulness> watch) {
    /** Gives the filters by which a response may be judged. */
    @FunctionalInterface
    interface Filters {
        /**
         * A book that holds every version in force at receipt, and every one that was published before {@code state}.
         *
         * @param state when the state that is judged upon was taken over: what others wrote into it refers to no
         *     version that was published later
         * @throws org.apache.kafka.streams.errors.StreamsException when there is none in time; try the record again
         */
        FilterBook completeAt(Instant receivedAt, Instant state);
    }

    /** Gives the snapshots with which a rating may be compared. */
    @FunctionalInterface
    interface Usual {
        /**
         * Snapshots among which is every one in force at receipt.
         *
         * @throws org.apache.kafka.streams.errors.StreamsException when there are none in time; try the record again
         */
        Snapshots completeAt(Instant receivedAt);
    }

    /** When a response that was taken in now may be forgotten. */
    Instant responseExpires(Instant now) {
        return now.plus(forgetAfter);
    }

    /** When a history may be: not before the longest cooldown that a need in it may have. */
    Instant historyExpires(Instant now) {
        return now.plus(forgetAfter).plus(Limits.COOLDOWN);
    }
}
