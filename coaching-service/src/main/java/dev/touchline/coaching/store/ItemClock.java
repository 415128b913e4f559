package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Transition;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The steps that nobody takes but the clock: claims lapse, open items expire, days end. Any number of instances may
 * look for them side by side: each passes over the rows that another has locked, and decides on the row as it stands
 * once locked.
 */
@Singleton
public class ItemClock {
    /** Most items that one call moves, in one transaction. */
    public static final int AT_ONCE = 200;

    /** Claims whose lease is over (item_lease). */
    private static final String OVERDUE = """
            SELECT %s FROM item i WHERE i.state = 'claimed' AND i.lease_until <= :now
            ORDER BY i.lease_until LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(ItemRows.COLUMNS);

    /** Open items that went stale and are not kept after a dispute (item_stale). */
    private static final String STALE = """
            SELECT %s FROM item i
            WHERE i.state = 'open' AND i.fresh_until <= :now AND (i.keep_until IS NULL OR i.keep_until <= :now)
            ORDER BY i.fresh_until LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(ItemRows.COLUMNS);

    /** Items that were held back until a day ended, and it did (item_held_back). */
    private static final String HELD_LONG_ENOUGH = """
            SELECT %s FROM item i WHERE i.held_back_until <= :now
            ORDER BY i.held_back_until LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(ItemRows.COLUMNS);

    /**
     * Items that opened just when their agent's share was used up (agent_day_held, item_one_live). OFFSET 0 keeps the
     * two apart: from each such agent to their few live items, however many they have that are closed. Joined in
     * another order, all items would be read each time.
     */
    static final String OVERLOOKED = """
            SELECT i.* FROM (SELECT agent_id FROM agent_day WHERE held_until > :now OFFSET 0) d
            CROSS JOIN LATERAL (
                SELECT %s FROM item i
                WHERE i.agent_id = d.agent_id AND i.state IN ('open', 'claimed') AND i.kind = 'coaching'
                    AND i.severity <> 'high' AND i.held_back_until IS NULL
                OFFSET 0 FOR NO KEY UPDATE SKIP LOCKED) i
            LIMIT :limit
            """.formatted(ItemRows.COLUMNS);

    private final Database database;
    private final ItemStore items;

    ItemClock(Database database, ItemStore items) {
        this.database = database;
        this.items = items;
    }

    /** Gives back items whose lease is over, or closes those that went stale meanwhile, and tells how many. */
    public int lapse() {
        return move(OVERDUE, new Command.Lapse());
    }

    /** Closes open items that went stale and tells how many. */
    public int expire() {
        return move(STALE, new Command.Expire());
    }

    /** Gives items their place again whose agent's day is over, and tells how many. */
    public int letGo() {
        return place(HELD_LONG_ENOUGH);
    }

    /** Holds items back that were overlooked when their agent's share was used up, and tells how many. */
    public int holdBack() {
        return place(OVERLOOKED);
    }

    private int place(String due) {
        Instant now = items.now();
        int placed = database.jdbi().inTransaction(handle -> {
            List<Item> locked = due(handle, due, now);
            List<Item> settled = locked.stream()
                    .map(AgentDays.placing(handle, locked.stream(), now))
                    .toList();
            ItemRows.place(handle, settled);
            QueueCounters.bump(handle, settled.stream().map(Item::team).toList());
            return settled.size();
        });
        if (placed > 0) {
            items.tell();
        }
        return placed;
    }

    private int move(String due, Command command) {
        Instant now = items.now();
        int moved = database.jdbi().inTransaction(handle -> {
            List<Moved> moves = new ArrayList<>();
            for (Item item : due(handle, due, now)) {
                if (Transition.of(item, command, now) instanceof Moved move) {
                    moves.add(move);
                }
            }
            return ItemStore.write(handle, moves, now).size();
        });
        if (moved > 0) {
            items.tell();
        }
        return moved;
    }

    private static List<Item> due(Handle handle, String sql, Instant now) {
        return handle.createQuery(sql)
                .bind("now", now)
                .bind("limit", AT_ONCE)
                .map((row, _) -> ItemRows.map(row))
                .list();
    }
}
