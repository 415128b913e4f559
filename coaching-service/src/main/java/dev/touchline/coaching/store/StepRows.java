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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code audit}, {@code session}, {@code completion}, {@code outbox} and {@code webhook_delivery}: what remains
 * of a step, written with it or not at all.
 */
final class StepRows {
    private StepRows() {}

    static void insert(Handle handle, List<ItemStep> steps) {
        insert(handle, steps, Map.of());
    }

    /** @param recurrences by the item that came back, the one whose session was to settle it */
    static void insert(Handle handle, List<ItemStep> all, Map<UUID, UUID> recurrences) {
        if (all.isEmpty()) {
            return;
        }
        audit(handle, all);
        all.forEach(taken -> session(handle, taken));
        all.forEach(taken -> Completions.insert(handle, taken));
        outbox(
                handle,
                all.stream()
                        .filter(taken -> taken.step().action() != Step.Action.RENEWED)
                        .map(taken -> Outcomes.row(taken, extras(taken, recurrences)))
                        .toList());
    }

    private static void outbox(Handle handle, List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql.update(
                handle,
                Outbox.INSERT,
                Column.texts(rows, OutboxRow::kafkaTopic),
                Column.texts(rows, OutboxRow::key),
                Column.uuids(rows, OutboxRow::eventId),
                Column.texts(rows, OutboxRow::type),
                Column.bytes(rows, OutboxRow::payload));
    }

    private static Extras extras(ItemStep taken, Map<UUID, UUID> recurrences) {
        return taken.step().action() == Step.Action.RECURRED
                ? new Extras(recurrences.get(taken.item().id()), null)
                : Extras.NONE;
    }

    /** The history, and in the same round trip what webhooks are told of it. */
    static void audit(Handle handle, List<ItemStep> steps) {
        Sql.update(
                handle,
                """
                WITH step AS (
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                        AS s (item_id, version, action, acted_at, acted_by, from_state, to_state, cause, note)),
                written AS (
                    INSERT INTO audit (item_id, version, action, acted_at, acted_by, from_state, to_state, cause, note)
                    SELECT * FROM step)
                """ + DeliveryRows.FAN_OUT,
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
        Sql.flush(handle);
        SessionRows.upsert(handle, taken.item().id(), session, taken.step());
    }

    private static @Nullable String word(@Nullable ItemState state) {
        return state == null ? null : state.word();
    }
}
