package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.ItemState;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.kafka.Outcomes;
import dev.touchline.coaching.kafka.Outcomes.Extras;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.kit.outbox.Outbox;
import dev.touchline.kit.outbox.OutboxRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code audit}, {@code session}, {@code effect_study}, {@code completion} and {@code outbox}: what remains of a
 * step, written with it or not at all.
 */
final class StepRows {
    private StepRows() {}

    static void insert(Handle handle, List<ItemStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        audit(handle, steps);
        steps.forEach(taken -> session(handle, taken));
        steps.forEach(taken -> StudyRows.fix(handle, taken));
        steps.forEach(taken -> Completions.insert(handle, taken));
        List<OutboxRow> outcomes = new ArrayList<>(steps.stream()
                .filter(taken -> taken.step().action() != Step.Action.RENEWED)
                .map(taken -> Outcomes.row(taken, Extras.NONE))
                .toList());
        outcomes.addAll(recurred(handle, steps));
        Outbox.append(handle, outcomes);
    }

    /** What came back is told by a record of its own, after all that became of the items so far. */
    private static List<OutboxRow> recurred(Handle handle, List<ItemStep> steps) {
        Map<UUID, UUID> recurrences = Recurrences.mark(handle, steps);
        List<ItemStep> recurred = steps.stream()
                .filter(taken -> taken.step().action() == Step.Action.OPENED
                        && recurrences.containsKey(taken.item().id()))
                .map(StepRows::recurred)
                .toList();
        if (!recurred.isEmpty()) {
            audit(handle, recurred);
        }
        return recurred.stream()
                .map(taken -> Outcomes.row(
                        taken, new Extras(recurrences.get(taken.item().id()), null)))
                .toList();
    }

    private static ItemStep recurred(ItemStep opened) {
        Step step = opened.step();
        return new ItemStep(
                opened.item(),
                new Step(
                        Step.Action.RECURRED, step.version(), step.at(), Step.SYSTEM, step.to(), step.to(), null, null),
                opened.evidence());
    }

    static void audit(Handle handle, List<ItemStep> steps) {
        Sql.update(
                handle,
                """
                INSERT INTO audit (item_id, version, action, acted_at, acted_by, from_state, to_state, cause, note)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                Column.uuids(steps, taken -> taken.item().id()),
                Column.longs(steps, taken -> taken.step().version()),
                Column.texts(steps, taken -> taken.step().action().word()),
                Column.instants(steps, taken -> taken.step().at()),
                Column.texts(steps, taken -> taken.step().by()),
                Column.texts(steps, taken -> word(taken.step().from())),
                Column.texts(steps, taken -> taken.step().to().word()),
                Column.texts(steps, taken -> ItemRows.cause(taken.step().to())),
                Column.texts(steps, taken -> taken.step().note()));
    }

    private static void session(Handle handle, ItemStep taken) {
        Session session = taken.step().session();
        if (session == null) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO session (item_id, held_by, held_at, saw, ideal, practised, next, technique)
                        VALUES (:item, :by, :at, :saw, :ideal, :practised, :next, :technique)
                        ON CONFLICT (item_id) DO UPDATE SET held_by = excluded.held_by, held_at = excluded.held_at,
                            saw = excluded.saw, ideal = excluded.ideal, practised = excluded.practised,
                            next = excluded.next, technique = excluded.technique
                        """)
                .bind("item", taken.item().id())
                .bind("by", taken.step().by())
                .bind("at", taken.step().at())
                .bind("saw", session.saw())
                .bind("ideal", session.ideal())
                .bind("practised", session.practised())
                .bind("next", session.next())
                .bind("technique", StudyRows.word(session))
                .execute();
    }

    private static @Nullable String word(@Nullable ItemState state) {
        return state == null ? null : state.word();
    }
}
