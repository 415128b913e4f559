package dev.touchline.alerting.kafka;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The places that pulses came of last, read and counted. One processor has them, from its beginning to its end:
 * whatever makes Kafka Streams give up a transaction, or makes a task stand by, ends the processors of the task, and
 * lets them begin anew before the next record. So nothing here can be known that the store does not say.
 *
 * <p>What there is no room for is read again; a place then costs its window once an interval.
 */
final class CausePlaces {
    /** Bytes that the tasks of the process may fill, each as much as the others. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 8;

    private static final AtomicInteger OPEN = new AtomicInteger();

    private static final float LOAD = 0.75f;

    private record Known(CausePlace place, long bytes) {}

    private final LinkedHashMap<String, Known> recent = new LinkedHashMap<>(16, LOAD, true);
    private final KeyValueStore<String, byte[]> store;
    private final LongSupplier room;
    private long filled;

    private CausePlaces(KeyValueStore<String, byte[]> store, LongSupplier room) {
        this.store = store;
        this.room = room;
        OPEN.incrementAndGet();
    }

    static CausePlaces of(KeyValueStore<String, byte[]> store) {
        return of(store, () -> ROOM / Math.max(1, OPEN.get()));
    }

    /** @param room bytes that these may fill now */
    static CausePlaces of(KeyValueStore<String, byte[]> store, LongSupplier room) {
        return new CausePlaces(store, room);
    }

    CausePlace load(String place) {
        Known known = recent.get(place);
        return known == null ? new CausePlace(store, place) : known.place();
    }

    /** It is as the store says. */
    void keep(String name, CausePlace place) {
        Known known = new Known(place, place.bytes());
        Known before = recent.put(name, known);
        filled += known.bytes() - (before == null ? 0 : before.bytes());
        long most = room.getAsLong();
        Iterator<Known> eldest = recent.values().iterator();
        while (filled > most) {
            filled -= eldest.next().bytes();
            eldest.remove();
        }
    }

    /** Something came in between: what is known is read again. */
    void clear() {
        recent.clear();
        filled = 0;
    }

    /** The processor is at its end. */
    void close() {
        clear();
        OPEN.decrementAndGet();
    }
}
