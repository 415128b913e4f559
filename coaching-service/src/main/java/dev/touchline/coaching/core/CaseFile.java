package dev.touchline.coaching.core;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Need.Standing;
import dev.touchline.coaching.core.NeedEvent.Raised;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one agent, topic and kind, and what needs do to it: a need opens an item, merges into the live one,
 * attaches to the closed ones that already answered all its evidence, or does nothing because it was applied before. At
 * most one item is live at any time.
 *
 * <p>Nothing fresh ever lands on a stale item, swept or not: an open one that is stale expires before a need is looked
 * at, and fresh evidence of a need whose item expired opens a new one, for nobody came to the first. A need that is
 * stale when it arrives opens an item all the same, which expires at once: its evidence is on record, nobody finds it
 * in the queue, and whoever hears of outcomes hears of it.
 *
 * <p>Works on what was loaded of the case, see {@link CaseStock}; {@link #settle} tells what to write. Not thread-safe.
 */
public final class CaseFile {
    private static final Comparator<Item> BY_OPENING =
            Comparator.comparing(Item::openedAt).thenComparing(Item::id);

    private final CaseStock before;
    private final Map<UUID, Item> items;
    private final Map<UUID, Need> needs;
    private final EvidenceBoard board;
    private final List<ItemStep> steps = new ArrayList<>();
    private final Supplier<UUID> ids;
    private final Instant now;

    /**
     * Opens the file.
     *
     * @param ids gives the id of an item that opens
     * @param now when items open or close
     */
    public CaseFile(CaseStock stock, Supplier<UUID> ids, Instant now) {
        before = stock;
        items = new HashMap<>(stock.items());
        needs = new HashMap<>(stock.needs());
        board = new EvidenceBoard(stock.evidence().values());
        this.ids = ids;
        this.now = now;
    }

    /** Whether an event changed anything. */
    public enum Effect {
        APPLIED,
        /** It, or a later one of the same need, was applied before. */
        REPEATED
    }

    /** Applies one event. Those of a need come in the order of their {@code seq}; repeats may come at any time. */
    public Effect apply(NeedEvent event) {
        Need known = needs.get(event.need().needId());
        if (known != null && known.hasApplied(event)) {
            return Effect.REPEATED;
        }
        if (event instanceof Withdrawn withdrawn) {
            withdraw(known, withdrawn);
        } else {
            speak(known, event);
        }
        return Effect.APPLIED;
    }

    /** What became of a wish of the agent's. */
    public sealed interface Wish {
        /** It stands on this item, which opened for it. */
        record Opened(Item item) implements Wish {}

        /** It stands on this item, which was there. */
        record Merged(Item item) implements Wish {}

        /** It was taken before, and stands on this item. */
        record Repeated(Item item) implements Wish {}

        /** A person closed this item, which the answer stood on: nothing changes. */
        record Settled(Item item) implements Wish {}
    }

    /**
     * Takes a wish to be coached on an own answer. What nobody came to, or what was corrected, does not stand in its
     * way; what a person settled does.
     *
     * @param keepUntil until when the item stays in the queue at least
     */
    public Wish ask(Raised wish, String by, Instant keepUntil) {
        Item before = live();
        if (before != null) {
            closeIfDue(before);
        }
        Need known = needs.get(wish.need().needId());
        if (known != null && known.stands() && known.itemId() != null) {
            Item standsOn = loaded(known.itemId());
            if (!wasLeft(standsOn)) {
                return new Wish.Repeated(standsOn);
            }
        }
        Item live = live();
        Item settled = live == null ? answeredBy(wish) : null;
        if (settled != null && !wasLeft(settled)) {
            return new Wish.Settled(settled);
        }
        Item item = live == null ? open(wish) : live;
        hold(item, known, wish);
        Item asked = Objects.requireNonNull(items.get(item.id()));
        asked = asked.with(asked.agent(), asked.card().keptUntil(keepUntil));
        items.put(asked.id(), asked);
        steps.add(new ItemStep(asked, Transition.asked(asked, wish, by, now), responses(wish)));
        return live == null ? new Wish.Opened(asked) : new Wish.Merged(asked);
    }

    /** Whether it closed without anybody having come to it. */
    private static boolean wasLeft(Item item) {
        return item.isExpired() || item.isCorrected();
    }

    /**
     * Closes an open item that nothing speaks for any more, or that is stale, and tells what changed since the file was
     * opened. Done once per batch, so that a need that is withdrawn and raised anew by another cause keeps its item.
     *
     * <p>When the two come in different batches, the item is closed as corrected and another one opens. That is meant:
     * between the batches nothing spoke for the item, everybody could see so, and to wait for a need that may never
     * come would leave a groundless item in the queue. What stands in the end is the same; only the history tells.
     */
    public CaseChanges settle() {
        Item live = live();
        if (live != null) {
            closeIfDue(live);
        }
        Map<Held.Key, Held> evidence = board.all().collect(Collectors.toMap(Held::key, Function.identity()));
        return CaseChanges.between(before, new CaseStock(items, needs, evidence), steps);
    }

    private void closeIfDue(Item live) {
        if (Transition.ofItself(live, now) instanceof Transition.Moved(var item, var taken)) {
            items.put(item.id(), item);
            taken.forEach(step -> steps.add(new ItemStep(item, step, List.of())));
        }
    }

    private void speak(@Nullable Need known, NeedEvent event) {
        Item live = live();
        // One that lost all its evidence in this batch may get new, and be as fresh as that.
        if (live != null && live.card().evidenceCount() > 0) {
            closeIfDue(live);
        }
        Item item = known != null && known.stands() ? itemOf(known) : null;
        if (item == null || item.isCorrected() || (item.isExpired() && isFresh(event))) {
            item = answeredBy(event);
        }
        if (item == null) {
            item = live();
        }
        hold(item == null ? open(event) : item, known, event);
    }

    /** The latest closed item with a part of the evidence, when every piece stands on a closed one. */
    private @Nullable Item answeredBy(NeedEvent event) {
        Item latest = null;
        for (Evidence piece : event.evidence()) {
            Item closed = board.itemsWith(piece.ref())
                    .map(this::loaded)
                    .filter(item -> !item.isLive())
                    .max(BY_OPENING)
                    .orElse(null);
            if (closed == null) {
                return null;
            }
            latest = latest == null || BY_OPENING.compare(closed, latest) > 0 ? closed : latest;
        }
        return latest;
    }

    private Item open(NeedEvent event) {
        NeedEvent.Facts facts = event.need();
        Card card = new Card(List.of(reason(event)), 0, newest(event.evidence()), facts.freshUntil(), 0, null);
        Item item = new Item(
                ids.get(),
                facts.agent(),
                facts.team(),
                facts.topic(),
                facts.kind(),
                new ItemState.Open(),
                now,
                1,
                card);
        Step opened = new Step(Step.Action.OPENED, 1, now, Step.SYSTEM, null, item.state(), null, null);
        steps.add(new ItemStep(item, opened, responses(event)));
        return item;
    }

    private static List<ResponseRef> responses(NeedEvent event) {
        return event.evidence().stream().map(Evidence::ref).toList();
    }

    private void hold(Item item, @Nullable Need known, NeedEvent event) {
        UUID needId = event.need().needId();
        int count = item.card().evidenceCount();
        for (Evidence piece : event.evidence()) {
            Held.Key key = new Held.Key(item.id(), needId, piece.ref());
            count += board.put(new Held(key, piece.score(), piece.respondedAt())) ? 1 : 0;
        }
        Instant newest = newest(event.evidence());
        if (known != null && known.stands() && known.newestAt().isAfter(newest)) {
            newest = known.newestAt();
        }
        Need need = need(event, item.id(), Standing.STANDING, newest);
        needs.put(needId, need);
        items.put(item.id(), item.with(event.need().agent(), item.card().grownBy(need, count)));
    }

    private void withdraw(@Nullable Need known, Withdrawn event) {
        Item item = known == null ? null : itemOf(known);
        Standing standing = event.evidenceLeft() == 0 ? Standing.WITHDRAWN : Standing.STANDING;
        if (known == null) {
            needs.put(
                    event.need().needId(),
                    need(event, null, Standing.WITHDRAWN, event.need().raisedAt()));
        } else if (item == null || !item.isLive()) {
            // A closed item is history: it keeps what it was closed with.
            needs.put(known.id(), need(event, known.itemId(), standing, known.newestAt()));
        } else {
            int lost = takeDown(item, event);
            Instant newest = board.of(item.id(), known.id()).stream()
                    .map(Held::respondedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(known.newestAt());
            needs.put(known.id(), need(event, item.id(), standing, newest));
            items.put(item.id(), item.shrunkTo(standingOn(item), lost));
        }
    }

    private int takeDown(Item item, Withdrawn event) {
        UUID needId = event.need().needId();
        List<ResponseRef> refs = event.evidenceLeft() > 0
                ? event.evidence().stream().map(Evidence::ref).toList()
                : board.of(item.id(), needId).stream()
                        .map(held -> held.key().ref())
                        .toList();
        int lost = 0;
        for (ResponseRef ref : refs) {
            lost += board.remove(new Held.Key(item.id(), needId, ref)) ? 1 : 0;
        }
        return lost;
    }

    private List<Need> standingOn(Item item) {
        return needs.values().stream()
                .filter(need -> need.stands() && item.id().equals(need.itemId()))
                .toList();
    }

    private boolean isFresh(NeedEvent event) {
        return event.need().freshUntil().isAfter(now);
    }

    private @Nullable Item live() {
        return items.values().stream().filter(Item::isLive).findAny().orElse(null);
    }

    private @Nullable Item itemOf(Need need) {
        return need.itemId() == null ? null : items.get(need.itemId());
    }

    private Item loaded(UUID itemId) {
        Item item = items.get(itemId);
        if (item == null) {
            throw new IllegalStateException("Evidence was loaded without its item " + itemId);
        }
        return item;
    }

    private Need need(NeedEvent event, @Nullable UUID itemId, Standing standing, Instant newestAt) {
        NeedEvent.Facts facts = event.need();
        Need known = needs.get(facts.needId());
        return new Need(
                facts.needId(),
                facts.key(),
                itemId,
                standing,
                newestAt,
                facts.freshUntil(),
                reason(event),
                known == null ? facts.flaggedAt() : known.flaggedAt());
    }

    private static Reason reason(NeedEvent event) {
        NeedEvent.Facts facts = event.need();
        return new Reason(facts.needId(), event.seq(), facts.severity(), facts.raisedAt(), facts.why());
    }

    private static Instant newest(List<Evidence> evidence) {
        return evidence.stream()
                .map(Evidence::respondedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
