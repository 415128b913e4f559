package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.FairShare;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.effect.Terms;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Steps of items: state, history, outcome and queue version change together in one transaction. */
@Singleton
public class ItemStore {
    /** Most responses that an outcome names, newest first. */
    static final int EVIDENCE_TOLD = 500;

    private final Database database;
    private final QueueVersions versions;
    private final OutboxRelay relay;
    private final Clock clock;
    private final FairShare share;
    private final Terms terms;

    ItemStore(Database database, QueueVersions versions, OutboxRelay relay, Clock clock, CoachingConfig config) {
        this.database = database;
        this.versions = versions;
        this.relay = relay;
        this.clock = clock;
        share = new FairShare(config.fairShare());
        terms = new Terms(
                config.effect().daysBefore(),
                config.effect().daysAfter(),
                config.effect().leastAnswers(),
                config.effect().leastPeers());
    }

    /**
     * Moves an item while it is locked.
     *
     * @param decide given the item as it stands and the time; whatever it throws leaves all as it was
     * @return the item after it; empty when there is none
     */
    public Optional<Item> move(UUID id, BiFunction<Item, Instant, Moved> decide) {
        Instant now = now();
        Optional<Item> moved = database.jdbi().inTransaction(handle -> {
            Optional<Item> item = lock(handle, id);
            return item.map(found ->
                    write(handle, List.of(decide.apply(found, now)), now).getFirst());
        });
        moved.ifPresent(_ -> tell());
        return moved;
    }

    /**
     * As {@link #move}, with a session: it counts for the agent's share of today, and what it uses up holds back the
     * agent's other items with it.
     *
     * @param about the answer that was talked about; absent: the newest
     * @param decide given the item as it stands, what its session is held on and the time
     */
    public Optional<Item> complete(UUID id, @Nullable ResponseRef about, Completion decide) {
        Instant now = now();
        Optional<Item> completed = database.jdbi().inTransaction(handle -> {
            // Ahead of the items: who erases takes it first, too.
            ErasureStore.share(handle);
            List<Item> locked = ItemRows.lockWithOthersOfTheAgent(handle, id);
            return locked.stream()
                    .filter(item -> item.id().equals(id))
                    .findFirst()
                    .map(item -> complete(handle, decide.on(item, Grounds.of(handle, item, about), now), locked, now));
        });
        completed.ifPresent(_ -> tell());
        return completed;
    }

    private Item complete(Handle handle, Moved moved, List<Item> locked, Instant now) {
        Item completed = moved.item();
        Optional<Instant> until =
                completed.kind() == Kind.COACHING ? coached(handle, completed, moved.steps(), now) : Optional.empty();
        List<Item> heldBack = locked.stream()
                .filter(item ->
                        until.isPresent() && item.canBeHeldBack() && !item.id().equals(completed.id()))
                .map(item -> item.heldBack(until.orElse(null)))
                .toList();
        return write(handle, List.of(moved), heldBack, now).getFirst();
    }

    /** Fixes what the session will be judged by and counts it; until when it holds back what else the agent has. */
    private Optional<Instant> coached(Handle handle, Item item, List<Step> steps, Instant now) {
        steps.stream()
                .filter(step -> step.action() == Step.Action.COMPLETED)
                .forEach(step -> StudyRows.fix(handle, item, step, terms));
        return AgentDays.count(handle, item.agent().id(), share, now);
    }

    /**
     * Claims an item, or prolongs the claim, while it is locked and nobody claims another for the same person.
     *
     * @param decide given the item as it stands, the command and the time; whatever it throws leaves all as it was
     * @return the item after it; empty when there is none
     */
    public Optional<Item> claim(UUID id, Claimer claimer, Decision decide) {
        Instant now = now();
        Optional<Item> claimed = database.jdbi().inTransaction(handle -> {
            Command command = claimer.command(handle);
            return lock(handle, id)
                    .map(found -> write(handle, List.of(decide.on(found, command, now)), now)
                            .getFirst());
        });
        claimed.ifPresent(_ -> tell());
        return claimed;
    }

    /** What becomes of an item by a session. */
    public interface Completion {
        Moved on(Item item, Grounds grounds, Instant now);
    }

    /** What becomes of an item by a command. */
    public interface Decision {
        Moved on(Item item, Command command, Instant now);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** After a commit: the queue changed, and outcomes wait to be published. */
    void tell() {
        versions.nudge();
        relay.nudge();
    }

    /** Writes what became of locked items. */
    static List<Item> write(Handle handle, List<Moved> moves, Instant now) {
        return write(handle, moves, List.of(), now);
    }

    /** @param placed locked too, and held back or not any more */
    private static List<Item> write(Handle handle, List<Moved> moves, List<Item> placed, Instant now) {
        List<Item> items = moves.stream().map(Moved::item).toList();
        Map<UUID, List<ResponseRef>> evidence =
                EvidenceRows.newest(handle, items.stream().map(Item::id).toList(), EVIDENCE_TOLD);
        List<ItemStep> steps = steps(moves, evidence);
        Sql.together(handle, () -> {
            ItemRows.update(handle, items, now);
            ItemRows.place(handle, placed);
            StepRows.insert(handle, steps);
            // Last: who waits for the counter waits for the commit only.
            QueueCounters.bump(
                    handle,
                    Stream.concat(items.stream(), placed.stream())
                            .map(Item::team)
                            .toList());
        });
        return items;
    }

    /** @param evidence that others are told of, by item */
    static List<ItemStep> steps(List<Moved> moves, Map<UUID, List<ResponseRef>> evidence) {
        List<ItemStep> steps = new ArrayList<>();
        for (Moved moved : moves) {
            List<ResponseRef> told = evidence.getOrDefault(moved.item().id(), List.of());
            moved.steps().forEach(step -> steps.add(new ItemStep(moved.item(), step, told)));
        }
        return steps;
    }

    private static Optional<Item> lock(Handle handle, UUID id) {
        return handle.createQuery("SELECT " + ItemRows.COLUMNS + " FROM item i WHERE i.id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .map((row, _) -> ItemRows.map(row))
                .findOne();
    }
}
