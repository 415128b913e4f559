package dev.touchline.coaching.core;

import java.util.Map;
import java.util.UUID;

/**
 * What was loaded of a case before events are applied. It must hold: the live item; every need that an event names; the
 * evidence of every response that an event names; the items that those stand on; and, when an event withdraws
 * something, all standing needs and all evidence of the live item.
 */
public record CaseStock(Map<UUID, Item> items, Map<UUID, Need> needs, Map<Held.Key, Held> evidence) {
    public CaseStock {
        items = Map.copyOf(items);
        needs = Map.copyOf(needs);
        evidence = Map.copyOf(evidence);
    }

    /** Nothing is known yet. */
    public static CaseStock empty() {
        return new CaseStock(Map.of(), Map.of(), Map.of());
    }
}
