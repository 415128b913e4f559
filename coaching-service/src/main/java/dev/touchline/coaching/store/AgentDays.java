package dev.touchline.coaching.store;

import dev.touchline.coaching.core.FairShare;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.store.Sql.Column;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code agent_day}: how often an agent was coached on the latest day (UTC) that they were, and until when their
 * other items are held back for it.
 */
final class AgentDays {
    private AgentDays() {}

    /**
     * One more session; until when the agent's other items are held back. Two sessions of an agent are counted in turn.
     */
    static Optional<Instant> count(Handle handle, String agentId, FairShare share, Instant now) {
        Optional<Integer> sessions = handle.createQuery("""
                        INSERT INTO agent_day (agent_id, day, sessions) VALUES (:agent, :day, 1)
                        ON CONFLICT (agent_id) DO UPDATE SET day = excluded.day,
                            sessions = CASE WHEN agent_day.day = excluded.day THEN agent_day.sessions + 1 ELSE 1 END
                        WHERE agent_day.day <= excluded.day
                        RETURNING sessions
                        """)
                .bind("agent", agentId)
                .bind("day", FairShare.day(now))
                .mapTo(Integer.class)
                .findOne();
        if (sessions.isEmpty()) {
            // Midnight came while we waited, and a session of the new day was counted first.
            return Optional.empty();
        }
        Optional<Instant> until = share.usedUpUntil(sessions.get(), now);
        handle.createUpdate("UPDATE agent_day SET held_until = :until WHERE agent_id = :agent")
                .bind("agent", agentId)
                .bind("until", until.orElse(null))
                .execute();
        return until;
    }

    /**
     * What becomes of the places of these items: held back where their agent had their share of today (agent_day_pkey).
     */
    static UnaryOperator<Item> placing(Handle handle, Stream<Item> items, Instant now) {
        List<Item> concerned = items.filter(Item::canBeHeldBack).toList();
        Map<String, Instant> until = concerned.isEmpty() ? Map.of() : heldUntil(handle, concerned, now);
        return item -> item.heldBack(until.get(item.agent().id()));
    }

    static Item place(Handle handle, Item item, Instant now) {
        return placing(handle, Stream.of(item), now).apply(item);
    }

    private static Map<String, Instant> heldUntil(Handle handle, Collection<Item> items, Instant now) {
        Map<String, Instant> until = new HashMap<>();
        Sql.query(
                        handle,
                        "SELECT agent_id, held_until FROM agent_day WHERE agent_id = ANY (?) AND held_until > (?)[1]",
                        row -> Map.entry(row.getString("agent_id"), Sql.instant(row, "held_until")),
                        Column.texts(items, item -> item.agent().id()),
                        Column.instants(List.of(now), at -> at))
                .forEach(held -> until.put(held.getKey(), held.getValue()));
        return until;
    }
}
