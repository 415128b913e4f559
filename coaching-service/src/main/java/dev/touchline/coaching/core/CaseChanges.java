package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to write after a batch of events.
 *
 * @param opened items that are new
 * @param changed items that were there and differ now
 * @param needs new and changed needs
 * @param added evidence that is new or differs
 * @param removed evidence that no longer stands
 * @param steps what happened to items, in order
 * @param flagged coaching items that a filter speaks for and none spoke for before
 */
public record CaseChanges(
        List<Item> opened,
        List<Item> changed,
        List<Need> needs,
        List<Held> added,
        List<Held.Key> removed,
        List<ItemStep> steps,
        List<Flagged> flagged) {

    /**
     * A step together with the item after it and the evidence that others are told of; none is given with an expiry,
     * since a case file does not hold all of the item's.
     */
    public record ItemStep(Item item, Step step, List<ResponseRef> evidence) {
        public ItemStep with(List<ResponseRef> told) {
            return new ItemStep(item, step, told);
        }
    }

    /**
     * An item with its first need of a filter's. Who asks for a talk is not one to whom a talk was of no use.
     *
     * @param newestAt when the newest of what filters hold on it was answered
     */
    public record Flagged(Item item, Instant newestAt) {}

    static CaseChanges between(CaseStock before, CaseStock after, List<ItemStep> steps) {
        List<Item> opened = new ArrayList<>();
        List<Item> changed = new ArrayList<>();
        differing(before.items(), after.items())
                .forEach(item -> (before.items().containsKey(item.id()) ? changed : opened).add(item));
        List<Held.Key> removed = before.evidence().keySet().stream()
                .filter(key -> !after.evidence().containsKey(key))
                .toList();
        return new CaseChanges(
                opened,
                changed,
                differing(before.needs(), after.needs()),
                differing(before.evidence(), after.evidence()),
                removed,
                List.copyOf(steps),
                flagged(before, after));
    }

    private static List<Flagged> flagged(CaseStock before, CaseStock after) {
        return differing(before.items(), after.items()).stream()
                .filter(item -> item.kind() == Kind.COACHING && isFlagged(item))
                .filter(item -> !before.items().containsKey(item.id())
                        || !isFlagged(before.items().get(item.id())))
                .map(item -> new Flagged(item, newestFlagged(item, after)))
                .toList();
    }

    private static boolean isFlagged(Item item) {
        return item.card().reasons().stream().anyMatch(CaseChanges::isOfFilter);
    }

    private static boolean isOfFilter(Reason reason) {
        return reason.why().origin() instanceof Why.Filter;
    }

    private static Instant newestFlagged(Item item, CaseStock after) {
        return after.needs().values().stream()
                .filter(need -> item.id().equals(need.itemId()) && isOfFilter(need.reason()))
                .map(Need::newestAt)
                .max(Comparator.naturalOrder())
                .orElse(item.card().newestAt());
    }

    private static <K, V> List<V> differing(Map<K, V> before, Map<K, V> after) {
        return after.entrySet().stream()
                .filter(entry -> !Objects.equals(before.get(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
