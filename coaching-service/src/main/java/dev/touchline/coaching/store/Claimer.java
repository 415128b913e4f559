package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Command.Claim;
import dev.touchline.coaching.core.WorkInProgress;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Somebody who claims items, one at a time: two claims for the same person wait for each other, so that neither
 * overlooks the other's.
 *
 * @param limit how many items they may hold at a time
 */
public record Claimer(Actor actor, Instant leaseUntil, int limit) {

    /**
     * Their claim, with what they hold now. Taken before any item is locked, so nobody waits in a circle; held to the
     * end of the transaction.
     */
    Command command(Handle handle) {
        return new Claim(actor, leaseUntil, new WorkInProgress(held(handle), limit));
    }

    /** Two statements, so that the count sees what was committed before the lock was had. */
    private int held(Handle handle) {
        return Sql.secondNumber(handle, """
                SELECT pg_advisory_xact_lock(hashtextextended(?, 0));
                SELECT count(*) FROM item WHERE claimed_by = ? AND state = 'claimed'
                """, "claims of " + actor.subject(), actor.subject());
    }
}
