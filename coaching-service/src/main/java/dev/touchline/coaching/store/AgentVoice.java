package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.kafka.Outcomes;
import dev.touchline.coaching.kafka.Outcomes.Extras;
import dev.touchline.kit.outbox.Outbox;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** What agents say of their items: word, history and outcome in one transaction. */
@Singleton
public class AgentVoice {
    private final Database database;
    private final ItemStore items;

    AgentVoice(Database database, ItemStore items) {
        this.database = database;
        this.items = items;
    }

    /**
     * Keeps how useful a session was; a later word replaces an earlier one.
     *
     * @param decide given the item as it stands and the time; whatever it throws leaves all as it was
     * @return false when there is no such item
     */
    public boolean acknowledge(UUID id, Command.Acknowledge said, BiFunction<Item, Instant, Moved> decide) {
        Instant now = items.now();
        boolean found = database.jdbi().inTransaction(handle -> {
            Optional<Item> item =
                    ItemRows.lock(handle, List.of(id), List.of()).stream().findFirst();
            item.ifPresent(known -> {
                Moved moved = decide.apply(known, now);
                handle.createUpdate("""
                                INSERT INTO acknowledgement (item_id, usefulness, comment, said_at)
                                VALUES (:item, :usefulness, :comment, :at)
                                ON CONFLICT (item_id) DO UPDATE SET usefulness = excluded.usefulness,
                                    comment = excluded.comment, said_at = excluded.said_at
                                """)
                        .bind("item", id)
                        .bind("usefulness", said.usefulness())
                        .bind("comment", said.comment())
                        .bind("at", now)
                        .execute();
                tell(handle, moved, new Extras(null, said.usefulness()));
            });
            return item.isPresent();
        });
        items.tell();
        return found;
    }

    /**
     * Keeps that an item is held to be wrong. One that a person closed opens again with what still stands of it; where
     * another of its case is live, that moves there instead, and where nothing stands any more, it stays closed.
     *
     * @param decide given the item as it stands and the time; whatever it throws leaves all as it was
     * @param again what is thrown when it was disputed before
     * @return false when there is no such item
     */
    public boolean dispute(
            UUID id,
            Command.Dispute said,
            BiFunction<Item, Instant, Moved> decide,
            Supplier<? extends RuntimeException> again) {
        boolean found = Sql.retryingCollisions(() -> database.jdbi().inTransaction(handle -> {
            ErasureStore.share(handle);
            Instant now = items.now();
            Optional<Item> seen = ItemRows.byId(handle, id);
            seen.ifPresent(item -> {
                List<Item> locked = ItemRows.lock(handle, List.of(id), List.of(item.key()));
                Item disputed = locked.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                Moved moved = decide.apply(disputed, now);
                remember(handle, disputed, said, now, again);
                locked.stream()
                        .filter(each -> each.isLive() && !each.id().equals(id))
                        .findFirst()
                        .ifPresentOrElse(
                                live -> merge(handle, disputed, live, moved, now),
                                () -> reopen(handle, disputed, moved, now));
            });
            return seen.isPresent();
        }));
        items.tell();
        return found;
    }

    private static void remember(
            Handle handle, Item item, Command.Dispute said, Instant now, Supplier<? extends RuntimeException> again) {
        int written = handle.createUpdate("""
                        INSERT INTO dispute (item_id, reason, said_at) VALUES (:item, :reason, :at)
                        ON CONFLICT (item_id) DO NOTHING
                        """)
                .bind("item", item.id())
                .bind("reason", said.reason())
                .bind("at", now)
                .execute();
        if (written == 0) {
            throw again.get();
        }
    }

    /** What was taken back since the item was closed is no reason to look at it again. */
    private static void reopen(Handle handle, Item disputed, Moved moved, Instant now) {
        if (disputed.isLive()) {
            ItemStore.write(handle, List.of(moved), now);
            return;
        }
        List<Need> standing = NeedRows.standingOn(handle, List.of(disputed.id()));
        if (standing.isEmpty()) {
            tellDispute(handle, disputed, moved);
            return;
        }
        int lost = disputed.card().evidenceCount() - EvidenceRows.keep(handle, disputed.id(), standing);
        Item shrunk = moved.item().shrunkTo(standing, lost);
        Item placed = AgentDays.place(handle, shrunk, now);
        Moved open = new Moved(placed, moved.steps());
        ItemStore.write(handle, List.of(open), now);
    }

    /** The needs that still stand go on on the live item; of the steps only the dispute is taken. */
    private static void merge(Handle handle, Item disputed, Item live, Moved moved, Instant now) {
        List<Need> standing = NeedRows.standingOn(handle, List.of(disputed.id()));
        if (!standing.isEmpty()) {
            int count = EvidenceRows.copy(handle, disputed.id(), live.id(), standing);
            NeedRows.place(handle, standing, live.id());
            Item grown = live;
            for (Need need : standing) {
                grown = grown.grownBy(need, count);
            }
            ItemRows.update(handle, List.of(AgentDays.place(handle, grown, now)), now);
            QueueCounters.bump(handle, List.of(grown.team()));
        }
        tellDispute(handle, disputed, moved);
    }

    private static void tellDispute(Handle handle, Item disputed, Moved moved) {
        tell(handle, new Moved(disputed, List.of(moved.steps().getFirst())), Extras.NONE);
    }

    private static void tell(Handle handle, Moved moved, Extras extras) {
        List<ItemStep> steps = moved.steps().stream()
                .map(step -> new ItemStep(moved.item(), step, evidence(handle, moved.item())))
                .toList();
        StepRows.audit(handle, steps);
        Outbox.append(
                handle, steps.stream().map(step -> Outcomes.row(step, extras)).toList());
    }

    private static List<ResponseRef> evidence(Handle handle, Item item) {
        return EvidenceRows.newest(handle, List.of(item.id()), ItemStore.EVIDENCE_TOLD)
                .getOrDefault(item.id(), List.of());
    }
}
