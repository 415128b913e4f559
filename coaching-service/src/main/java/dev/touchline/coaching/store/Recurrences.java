package dev.touchline.coaching.store;

import static java.util.stream.Collectors.toMap;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Why;
import dev.touchline.coaching.store.Sql.Column;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code recurrence}: what comes back within the window in which a session was to settle it. */
final class Recurrences {
    private Recurrences() {}

    /** Who asks for a talk is not one to whom a talk was of no use. */
    private static boolean wasFlagged(Item item) {
        return item.card().reasons().stream().anyMatch(reason -> reason.why().origin() instanceof Why.Filter);
    }

    /**
     * Marks items that open with answers given after a session on the same topic, within its window after, and tells
     * that session's item by theirs (effect_study_topic).
     */
    static Map<UUID, UUID> mark(Handle handle, List<ItemStep> steps) {
        List<Item> opened = steps.stream()
                .filter(taken -> taken.step().action() == Step.Action.OPENED)
                .map(ItemStep::item)
                .filter(item -> item.kind() == Kind.COACHING && wasFlagged(item))
                .toList();
        if (opened.isEmpty()) {
            return Map.of();
        }
        return Sql.query(
                        handle,
                        """
                        INSERT INTO recurrence (item_id, of_item_id)
                        SELECT o.item_id, s.item_id
                        FROM unnest(?, ?, ?, ?) AS o (item_id, agent_id, topic, newest_at)
                        CROSS JOIN LATERAL (
                            SELECT item_id FROM effect_study
                            WHERE topic = o.topic AND agent_id = o.agent_id AND fixed_at < o.newest_at
                                AND o.newest_at < after_to::timestamp AT TIME ZONE 'UTC'
                            ORDER BY fixed_at DESC LIMIT 1) s
                        RETURNING item_id, of_item_id
                        """,
                        row -> Map.entry(row.getObject("item_id", UUID.class), row.getObject("of_item_id", UUID.class)),
                        Column.uuids(opened, Item::id),
                        Column.texts(opened, item -> item.agent().id()),
                        Column.texts(opened, Item::topic),
                        Column.instants(opened, item -> item.card().newestAt()))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
