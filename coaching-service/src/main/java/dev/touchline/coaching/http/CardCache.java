package dev.touchline.coaching.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cards as they were written, by item and by the version of its row; who was used longest ago goes first. All go after
 * ten minutes, so that words which nobody is shown any more don't stay in memory for long.
 */
final class CardCache {
    private static final long TOGETHER = Duration.ofMinutes(10).toNanos();
    private static final int OVERHEAD = 150;

    private final Map<UUID, Card> cards = new LinkedHashMap<>(1024, 0.75f, true);
    private final long mostBytes;
    private final LongSupplier nanoTime;
    private long bytes;
    private long since;

    /**
     * An empty one.
     *
     * @param mostBytes what it may hold
     * @param nanoTime as {@link System#nanoTime}
     */
    CardCache(long mostBytes, LongSupplier nanoTime) {
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
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
        long now = nanoTime.getAsLong();
        if (now - since > TOGETHER) {
            cards.clear();
            bytes = 0;
            since = now;
        }
        Card card = new Card(stamp, json);
        Card before = cards.put(item, card);
        bytes += card.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Card> eldest = cards.values().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
