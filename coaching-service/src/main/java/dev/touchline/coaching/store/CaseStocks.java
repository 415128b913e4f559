package dev.touchline.coaching.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.touchline.coaching.core.CaseKey;
import dev.touchline.coaching.core.CaseStock;
import dev.touchline.coaching.core.Held;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
import dev.touchline.coaching.store.EvidenceRows.Sought;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Loads what {@link CaseStock} asks for, for all cases of a batch at once, and locks the items: all that the batch will
 * touch, in one statement.
 */
final class CaseStocks {
    private final Map<UUID, Item> items;
    private final Map<UUID, Need> needs = new HashMap<>();
    private final Map<Held.Key, Held> evidence = new HashMap<>();

    private CaseStocks(List<Item> locked) {
        items = locked.stream().collect(toMap(Item::id, Function.identity()));
    }

    /** @param shown items that the batch touches besides those of its events */
    static Map<CaseKey, CaseStock> load(
            Handle handle, Collection<NeedEvent> events, Collection<Need> known, Set<UUID> shown) {
        List<Held> held = EvidenceRows.of(handle, sought(events));
        Set<UUID> itemIds = new HashSet<>(shown);
        known.stream().map(Need::itemId).filter(Objects::nonNull).forEach(itemIds::add);
        held.forEach(each -> itemIds.add(each.key().itemId()));
        Set<CaseKey> keys = keys(events.stream());
        CaseStocks stocks = new CaseStocks(ItemRows.lock(handle, itemIds, keys));
        known.forEach(stocks::add);
        held.forEach(stocks::add);
        stocks.loadWhole(handle, keys(events.stream().filter(Withdrawn.class::isInstance)));
        return stocks.byCase(keys);
    }

    private static Set<Sought> sought(Collection<NeedEvent> events) {
        return events.stream()
                .flatMap(event -> event.evidence().stream()
                        .map(piece -> new Sought(event.need().key(), piece.ref())))
                .collect(toSet());
    }

    private static Set<CaseKey> keys(Stream<NeedEvent> events) {
        return events.map(event -> event.need().key()).collect(toSet());
    }

    private void loadWhole(Handle handle, Set<CaseKey> keys) {
        Set<UUID> live = items.values().stream()
                .filter(item -> item.isLive() && keys.contains(item.key()))
                .map(Item::id)
                .collect(toSet());
        if (!live.isEmpty()) {
            NeedRows.standingOn(handle, live).forEach(this::add);
            EvidenceRows.on(handle, live).forEach(this::add);
        }
    }

    private void add(Need need) {
        needs.put(need.id(), need);
    }

    private void add(Held held) {
        evidence.put(held.key(), held);
    }

    private Map<CaseKey, CaseStock> byCase(Set<CaseKey> keys) {
        Map<CaseKey, Map<UUID, Item>> itemsOf = new HashMap<>();
        items.values().forEach(item -> of(itemsOf, item.key()).put(item.id(), item));
        Map<CaseKey, Map<UUID, Need>> needsOf = new HashMap<>();
        needs.values().forEach(need -> of(needsOf, need.key()).put(need.id(), need));
        Map<CaseKey, Map<Held.Key, Held>> evidenceOf = new HashMap<>();
        for (Held held : evidence.values()) {
            Item item = items.get(held.key().itemId());
            if (item != null) {
                of(evidenceOf, item.key()).put(held.key(), held);
            }
        }
        return keys.stream()
                .collect(toMap(
                        Function.identity(),
                        key -> new CaseStock(of(itemsOf, key), of(needsOf, key), of(evidenceOf, key))));
    }

    private static <K, V> Map<K, V> of(Map<CaseKey, Map<K, V>> byCase, CaseKey key) {
        return byCase.computeIfAbsent(key, _ -> new HashMap<>());
    }
}
