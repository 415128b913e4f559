package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Command.Claim;
import dev.touchline.coaching.core.WorkInProgress;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.coaching.store.Sql.Question;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Somebody who claims items, one at a time: two claims for the same person wait for each other, so that neither
 * overlooks the other's. Their turn is taken before any item is locked, so nobody waits in a circle, and held to the
 * end of the transaction.
 *
 * @param limit how many items they may hold at a time
 */
public record Claimer(Actor actor, Instant leaseUntil, int limit) {

    String subject() {
        return actor.subject();
    }

    /** Their claim while they hold so many. */
    Command command(int held) {
        return new Claim(actor, leaseUntil, new WorkInProgress(held, limit));
    }

    /** Waits for their turn, and gives their claim with what they hold now. */
    Command command(Handle handle) {
        Map<String, Integer> held = new HashMap<>();
        Sql.ask(handle, turn(), holding(List.of(this), held));
        return command(held.getOrDefault(subject(), 0));
    }

    /** Waits for their turn. A statement of its own, so that the next sees what was committed before. */
    Question turn() {
        return Question.of(
                "SELECT pg_advisory_xact_lock(hashtextextended(turn, 0)) FROM unnest(?) AS t (turn)",
                _ -> {},
                Column.texts(List.of(this), Claimer::name));
    }

    /** Whose turn it is at once; nobody is waited for. */
    static Question turns(Collection<Claimer> claimers, Set<String> subjects) {
        return Question.of(
                """
                SELECT subject, pg_try_advisory_xact_lock(hashtextextended(turn, 0)) AS had
                FROM unnest(?, ?) AS t (subject, turn)
                """,
                row -> {
                    if (row.getBoolean("had")) {
                        subjects.add(row.getString("subject"));
                    }
                },
                Column.texts(claimers, Claimer::subject),
                Column.texts(claimers, Claimer::name));
    }

    /** How many items they hold, by subject; who holds none is left out (item_claimed_by). */
    static Question holding(Collection<Claimer> claimers, Map<String, Integer> held) {
        return Question.of(
                """
                SELECT claimed_by, count(*)::integer AS held FROM item
                WHERE claimed_by = ANY (?) AND state = 'claimed' GROUP BY claimed_by
                """,
                row -> held.put(row.getString("claimed_by"), row.getInt("held")),
                Column.texts(claimers, Claimer::subject));
    }

    private String name() {
        return "claims of " + subject();
    }
}
