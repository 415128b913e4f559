package dev.touchline.coaching.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Which response stands on which item for which need, by response. */
final class EvidenceBoard {
    private final Map<ResponseRef, Map<Held.Key, Held>> byResponse = new HashMap<>();

    EvidenceBoard(Collection<Held> loaded) {
        loaded.forEach(this::put);
    }

    /** Puts it up and tells whether the item did not have this response before. */
    boolean put(Held held) {
        boolean firstOnItem = !standsOn(held.key().itemId(), held.key().ref());
        byResponse.computeIfAbsent(held.key().ref(), _ -> new HashMap<>()).put(held.key(), held);
        return firstOnItem;
    }

    /** Takes it down, if it is there, and tells whether the item lost the response by that. */
    boolean remove(Held.Key key) {
        Map<Held.Key, Held> held = byResponse.get(key.ref());
        return held != null && held.remove(key) != null && !standsOn(key.itemId(), key.ref());
    }

    /** The items that hold the response. */
    Stream<UUID> itemsWith(ResponseRef ref) {
        return byResponse.getOrDefault(ref, Map.of()).keySet().stream().map(Held.Key::itemId);
    }

    /** The evidence of one need on one item. */
    List<Held> of(UUID itemId, UUID needId) {
        return all().filter(held -> held.key().itemId().equals(itemId)
                        && held.key().needId().equals(needId))
                .toList();
    }

    Stream<Held> all() {
        return byResponse.values().stream().flatMap(held -> held.values().stream());
    }

    private boolean standsOn(UUID itemId, ResponseRef ref) {
        return itemsWith(ref).anyMatch(itemId::equals);
    }
}
