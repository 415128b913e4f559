package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.coaching.store.Sql.Question;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Where a queue is claimed from: its open items of some kinds, most urgent first (item_queue). */
record QueueFront(String team, Set<Kind> kinds) {
    /** Locks so many of the first items that nobody else has locked. */
    Question first(int count, List<Item> open) {
        return Question.of(
                """
                SELECT %s FROM item i WHERE i.team = (?)[1] AND i.state = 'open' AND i.kind = ANY (?)
                ORDER BY i.priority DESC, i.id DESC LIMIT (?)[1] FOR NO KEY UPDATE SKIP LOCKED
                """.formatted(ItemRows.COLUMNS),
                row -> open.add(ItemRows.map(row)),
                teams(),
                words(),
                Column.ints(List.of(count), number -> number));
    }

    Question first(List<Item> open) {
        return first(1, open);
    }

    /**
     * Locks the first item, and waits for who has it; nothing when it is not open any more then. It never goes on to
     * the next one: with the lock on the first, it would wait in a circle with those who lock several.
     */
    Question awaited(List<Item> open) {
        return Question.of(
                """
                SELECT %s FROM item i
                WHERE i.id = (SELECT f.id FROM item f WHERE f.team = (?)[1] AND f.state = 'open' AND f.kind = ANY (?)
                        ORDER BY f.priority DESC, f.id DESC LIMIT 1)
                    AND i.team = (?)[1] AND i.state = 'open'
                FOR NO KEY UPDATE
                """.formatted(ItemRows.COLUMNS), row -> open.add(ItemRows.map(row)), teams(), words(), teams());
    }

    /** Whether anything is open, locked or not, as far as it is committed or of this transaction. */
    boolean anyOpen(Handle handle) {
        return Sql.query(handle, """
                        SELECT EXISTS (SELECT FROM item i
                            WHERE i.team = (?)[1] AND i.state = 'open' AND i.kind = ANY (?)) AS any_open
                        """, row -> row.getBoolean("any_open"), teams(), words())
                .getFirst();
    }

    private Column teams() {
        return Column.texts(List.of(team), name -> name);
    }

    private Column words() {
        return Column.texts(kinds, Kind::word);
    }
}
