package dev.touchline.coaching.core;

import dev.touchline.coaching.core.CaseFile.Effect;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A hand-written stand-in of the tables for one case; loads no more than {@link CaseStock} asks for. */
final class CaseWorld {
    final Map<UUID, Item> items = new HashMap<>();
    final Map<UUID, Need> needs = new HashMap<>();
    final Map<Held.Key, Held> evidence = new HashMap<>();
    final List<CaseChanges.ItemStep> history = new ArrayList<>();
    private Instant now = Needs.START.plus(Duration.ofHours(1));
    private long ids;

    /** Applies one batch and tells what became of each event. */
    List<Effect> deliver(Collection<? extends NeedEvent> batch) {
        now = now.plusSeconds(1);
        CaseFile file = new CaseFile(stockFor(batch), () -> new UUID(1, ++ids), now);
        List<Effect> effects = batch.stream().map(file::apply).toList();
        write(file.settle());
        return effects;
    }

    /** The agent asks for coaching on this response. */
    CaseFile.Wish ask(int need, int response) {
        now = now.plusSeconds(1);
        NeedEvent.Facts facts = Needs.facts(need, List.of(response));
        NeedEvent.Facts wished = new NeedEvent.Facts(
                facts.needId(),
                Kind.COACHING,
                Severity.NORMAL,
                facts.agent(),
                facts.team(),
                facts.topic(),
                Why.asked("How do I look it up?"),
                now,
                now.plus(Duration.ofDays(7)));
        NeedEvent.Raised wish =
                new NeedEvent.Raised(wished, seqAfter(facts.needId()), Needs.evidence(List.of(response)));
        CaseFile file = new CaseFile(stockFor(List.of(wish)), () -> new UUID(1, ++ids), now);
        CaseFile.Wish taken = file.ask(wish, "agent:a-17", now.plus(Duration.ofDays(7)));
        write(file.settle());
        return taken;
    }

    private long seqAfter(UUID need) {
        Need known = needs.get(need);
        return known == null ? 1 : known.seq() + 1;
    }

    /** Lets time go by, and no longer. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    /** What the clock does once in a while. */
    void sweep() {
        live().forEach(item -> attempt(item, new Command.Expire()));
    }

    Transition attempt(Item item, Command command) {
        now = now.plusSeconds(1);
        Transition transition = Transition.of(item, command, now);
        if (transition instanceof Transition.Moved(var moved, var steps)) {
            items.put(moved.id(), moved);
            steps.forEach(step -> history.add(new CaseChanges.ItemStep(moved, step, List.of())));
        }
        return transition;
    }

    List<Item> live() {
        return items.values().stream().filter(Item::isLive).toList();
    }

    Set<ResponseRef> evidenceOf(Item item) {
        return evidence.keySet().stream()
                .filter(key -> key.itemId().equals(item.id()))
                .map(Held.Key::ref)
                .collect(Collectors.toSet());
    }

    private CaseStock stockFor(Collection<? extends NeedEvent> batch) {
        Set<UUID> named = batch.stream().map(event -> event.need().needId()).collect(Collectors.toSet());
        Set<ResponseRef> responses = batch.stream()
                .flatMap(event -> event.evidence().stream())
                .map(Evidence::ref)
                .collect(Collectors.toSet());
        Set<UUID> whole = batch.stream().anyMatch(Withdrawn.class::isInstance)
                ? live().stream().map(Item::id).collect(Collectors.toSet())
                : Set.of();
        Map<UUID, Need> needed = new HashMap<>(needs);
        needed.values()
                .removeIf(need -> !named.contains(need.id())
                        && !(need.stands() && need.itemId() != null && whole.contains(need.itemId())));
        Map<Held.Key, Held> held = new HashMap<>(evidence);
        held.keySet().removeIf(key -> !responses.contains(key.ref()) && !whole.contains(key.itemId()));
        Set<UUID> itemIds = new HashSet<>(whole);
        live().forEach(item -> itemIds.add(item.id()));
        held.keySet().forEach(key -> itemIds.add(key.itemId()));
        needed.values().stream().filter(need -> need.itemId() != null).forEach(need -> itemIds.add(need.itemId()));
        Map<UUID, Item> loaded = new HashMap<>(items);
        loaded.keySet().retainAll(itemIds);
        return new CaseStock(loaded, needed, held);
    }

    private void write(CaseChanges changes) {
        changes.opened().forEach(item -> items.put(item.id(), item));
        changes.changed().forEach(item -> items.put(item.id(), item));
        changes.needs().forEach(need -> needs.put(need.id(), need));
        changes.added().forEach(held -> evidence.put(held.key(), held));
        changes.removed().forEach(evidence::remove);
        history.addAll(changes.steps());
    }
}
