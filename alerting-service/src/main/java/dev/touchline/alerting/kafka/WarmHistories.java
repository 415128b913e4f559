package dev.touchline.alerting.kafka;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * What {@link Histories} has read or written last, decoded: always what the store says. A store itself, so that the
 * processors of a task share it, and that it goes with the task: whatever makes Kafka Streams give up a transaction
 * makes it close the task's stores. A task that goes over to standing by, or back, keeps its stores; its processors end
 * and begin anew, and so does this.
 */
final class WarmHistories implements StateStore {
    /** Bytes that the tasks of the process may fill, each as much as the others. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 3;

    private static final AtomicInteger OPEN = new AtomicInteger();

    private static final float LOAD = 0.75f;

    /** @param bytes about how many it takes */
    private record Warm(Known known, long bytes) {
        static Warm of(Known known) {
            return new Warm(known, known.bytes());
        }

        /** Counted anew when it was written as a whole; what comes in between is little, and counting it is not. */
        Warm now(Known changed) {
            return changed.since().isEmpty() ? of(changed) : new Warm(changed, bytes);
        }
    }

    private final LinkedHashMap<StateStores.Place, Warm> recent = new LinkedHashMap<>(16, LOAD, true);
    private final LongSupplier room;
    private long filled;
    private boolean open;

    WarmHistories() {
        this(() -> ROOM / Math.max(1, OPEN.get()));
    }

    /** @param room bytes that this one may fill now */
    WarmHistories(LongSupplier room) {
        this.room = room;
    }

    Optional<Known> get(String agentId, String topic) {
        return Optional.ofNullable(recent.get(new StateStores.Place(agentId, topic)))
                .map(Warm::known);
    }

    /**
     * What was read. Where there is no room it takes that of what was heard of longer ago than it was: so those that
     * are heard of in turn do not drive each other out, each before it is heard of again.
     */
    void offer(String agentId, String topic, Known known) {
        Warm warm = Warm.of(known);
        if (makeRoom(warm.bytes(), known.history().closedBefore())) {
            recent.put(new StateStores.Place(agentId, topic), warm);
            fill(warm.bytes());
        }
    }

    /** What was written, where it is one of these. */
    void renew(String agentId, String topic, Known known) {
        StateStores.Place place = new StateStores.Place(agentId, topic);
        Warm before = recent.get(place);
        if (before != null) {
            Warm now = before.now(known);
            recent.put(place, now);
            fill(now.bytes() - before.bytes());
            makeRoom(0, Instant.MAX);
        }
    }

    /** Whether there is room for so many bytes, once those went that were heard of before that time. */
    private boolean makeRoom(long bytes, Instant than) {
        long most = room.getAsLong();
        Iterator<Warm> eldest = recent.values().iterator();
        while (filled + bytes > most && eldest.hasNext()) {
            Warm next = eldest.next();
            if (next.known().history().closedBefore().isAfter(than)) {
                return false;
            }
            eldest.remove();
            fill(-next.bytes());
        }
        return filled + bytes <= most;
    }

    /** The store has no value any more under that key. */
    void forget(String key) {
        Warm known = recent.remove(StateStores.placeOf(key));
        fill(known == null ? 0 : -known.bytes());
    }

    private void fill(long bytes) {
        filled += bytes;
    }

    void clear() {
        recent.clear();
        fill(-filled);
    }

    @Override
    public String name() {
        return StateStores.WARM;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        clear();
        if (!open) {
            open = true;
            OPEN.incrementAndGet();
        }
        context.register(root, (key, value) -> {});
    }

    @Override
    public void close() {
        clear();
        if (open) {
            open = false;
            OPEN.decrementAndGet();
        }
    }

    @Override
    public void flush() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
