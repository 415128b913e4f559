package dev.touchline.coaching.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cards as they were written, by item and by the version of its row; who was used longest ago goes first. */
final class CardCache {
    private static final int OVERHEAD = 150;

    private final Map<UUID, Card> cards = new LinkedHashMap<>(1024, 0.75f, true);
    private final long mostBytes;
    private long bytes;

    /** @param mostBytes what it may hold */
    CardCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares cards
    private record Card(long stamp, byte[] json) {
        int bytes() {
            return json.length + OVERHEAD;
        }
    }

    /** The card of this version of the item. */
    synchronized byte @Nullable [] find(UUID item, long stamp) {
        Card card = cards.get(item);
        return card != null && card.stamp() == stamp ? card.json() : null;
    }

    synchronized void put(UUID item, long stamp, byte[] json) {
        Card card = new Card(stamp, json);
        Card before = cards.put(item, card);
        bytes += card.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Card> eldest = cards.values().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    synchronized void clear() {
        cards.clear();
        bytes = 0;
    }
}
