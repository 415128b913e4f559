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
    /** What is done about items that others have locked. */
    enum Others {
        PASSED_OVER(" SKIP LOCKED"),
        AWAITED("");

        private final String clause;

        Others(String clause) {
            this.clause = clause;
        }
    }

    /** Locks so many of the first items. */
    Question first(int count, Others others, List<Item> open) {
        return Question.of(
                """
                SELECT %s FROM item i WHERE i.team = (?)[1] AND i.state = 'open' AND i.kind = ANY (?)
                ORDER BY i.priority DESC, i.id DESC LIMIT (?)[1] FOR NO KEY UPDATE%s
                """.formatted(ItemRows.COLUMNS, others.clause),
                row -> open.add(ItemRows.map(row)),
                teams(),
                words(),
                Column.ints(List.of(count), number -> number));
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
