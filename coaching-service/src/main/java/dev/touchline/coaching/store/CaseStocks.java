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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Loads what {@link CaseStock} asks for, for all cases of a batch at once: first it locks the items, all that the batch
 * will touch, in one statement, and only then reads what stands on them. Who decides on what was read before the lock
 * decides on what another may have changed.
 */
final class CaseStocks {
    private final Map<UUID, Item> items;
    private final Map<UUID, Need> needs = new HashMap<>();
    private final Map<Held.Key, Held> evidence = new HashMap<>();

    private CaseStocks(List<Item> locked) {
        items = locked.stream().collect(toMap(Item::id, Function.identity()));
    }

    /**
     * Locks the items, and reads the needs that the events name.
     *
     * @param shown items that the batch touches besides those of its events
     */
    static CaseStocks lock(Handle handle, Collection<? extends NeedEvent> events, Set<UUID> shown) {
        Set<UUID> needIds = events.stream().map(event -> event.need().needId()).collect(toSet());
        CaseStocks stocks =
                new CaseStocks(ItemRows.lock(handle, shown, needIds, sought(events), keys(events.stream())));
        NeedRows.named(handle, needIds).forEach(stocks::add);
        return stocks;
    }

    /** The need as it stands, if it ever came. */
    Optional<Need> need(UUID id) {
        return Optional.ofNullable(needs.get(id));
    }

    /** Reads the rest of what these events, of those that it was locked for, are applied to. */
    Map<CaseKey, CaseStock> load(Handle handle, Collection<? extends NeedEvent> events) {
        EvidenceRows.of(handle, sought(events)).forEach(this::add);
        if (!holdsAll()) {
            throw new Sql.Overtaken();
        }
        loadWhole(handle, keys(events.stream().filter(Withdrawn.class::isInstance)));
        return byCase(keys(events.stream()));
    }

    /** Not when an item opened while this waited for another, and took over what stood there. */
    private boolean holdsAll() {
        return Stream.concat(
                        needs.values().stream().map(Need::itemId).filter(Objects::nonNull),
                        evidence.keySet().stream().map(Held.Key::itemId))
                .allMatch(items::containsKey);
    }

    private static Set<Sought> sought(Collection<? extends NeedEvent> events) {
        return events.stream()
                .flatMap(event -> event.evidence().stream()
                        .map(piece -> new Sought(event.need().key(), piece.ref())))
                .collect(toSet());
    }

    private static Set<CaseKey> keys(Stream<? extends NeedEvent> events) {
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
