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
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:subject, 0))")
                .bind("subject", "claims of " + actor.subject())
                .map((_, _) -> true)
                .one();
        int held = handle.createQuery("SELECT count(*) FROM item WHERE claimed_by = :subject AND state = 'claimed'")
                .bind("subject", actor.subject())
                .mapTo(Integer.class)
                .one();
        return new Claim(actor, leaseUntil, new WorkInProgress(held, limit));
    }
}
