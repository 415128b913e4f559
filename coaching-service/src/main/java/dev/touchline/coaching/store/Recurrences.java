package dev.touchline.coaching.store;

import static java.util.stream.Collectors.toMap;

import dev.touchline.coaching.core.CaseChanges.Flagged;
import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.store.Sql.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code recurrence}: what comes back within the window in which a session was to settle it. */
final class Recurrences {
    private Recurrences() {}

    /**
     * Marks items that a filter came to speak for with answers given after a session on the same topic, within its
     * window after, and tells that session's item by theirs; not those that were marked before (effect_study_topic).
     */
    static Map<UUID, UUID> mark(Handle handle, List<Flagged> flagged) {
        if (flagged.isEmpty()) {
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
                        ON CONFLICT (item_id) DO NOTHING
                        RETURNING item_id, of_item_id
                        """,
                        row -> Map.entry(row.getObject("item_id", UUID.class), row.getObject("of_item_id", UUID.class)),
                        Column.uuids(flagged, each -> each.item().id()),
                        Column.texts(flagged, each -> each.item().agent().id()),
                        Column.texts(flagged, each -> each.item().topic()),
                        Column.instants(flagged, Flagged::newestAt))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Which of these items came back (recurrence_pkey). */
    static Sql.Question among(List<Item> items, Set<UUID> again) {
        return Sql.Question.of(
                "SELECT item_id FROM recurrence WHERE item_id = ANY (?)",
                row -> again.add(row.getObject("item_id", UUID.class)),
                Column.uuids(items, Item::id));
    }

    /**
     * These steps, and that items came back: of one that opens right after it did, since who hears of it takes what
     * follows in this order; of one that stood already, as the agent asked first, at the end.
     *
     * @param stood items that did not open just now
     */
    static List<ItemStep> told(List<ItemStep> steps, Map<UUID, UUID> recurrences, List<Item> stood, Instant now) {
        List<ItemStep> all = new ArrayList<>();
        for (ItemStep taken : steps) {
            all.add(taken);
            if (taken.step().action() == Step.Action.OPENED
                    && recurrences.containsKey(taken.item().id())) {
                all.add(recurred(
                        taken.item(),
                        taken.step().version(),
                        taken.step().at(),
                        taken.step().to(),
                        taken.evidence()));
            }
        }
        stood.stream()
                .filter(item -> item.isLive() && recurrences.containsKey(item.id()))
                .forEach(item -> all.add(recurred(item, item.version(), now, item.state(), List.of())));
        return all;
    }

    private static ItemStep recurred(Item item, long version, Instant at, ItemState state, List<ResponseRef> evidence) {
        Step step = new Step(Step.Action.RECURRED, version, at, Step.SYSTEM, state, state, null, null);
        return new ItemStep(item, step, evidence);
    }
}
