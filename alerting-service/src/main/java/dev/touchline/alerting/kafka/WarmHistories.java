package dev.touchline.alerting.kafka;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * What {@link Histories} has read or written last, decoded: always what the store says. A store itself, so that the
 * processors of a task share it, and that it goes with the task: whatever makes Kafka Streams give up a transaction
 * makes it close the task's stores. A task that stood by keeps its stores when it begins to work; its processors begin
 * anew.
 */
final class WarmHistories implements StateStore {
    /** Bytes that all tasks of the process may fill; measured, one too many would only be read again. */
    private static final long ROOM = Runtime.getRuntime().maxMemory() / 4;

    private static final AtomicLong FILLED = new AtomicLong();

    private static final float LOAD = 0.75f;

    private final LinkedHashMap<StateStores.Place, Known> recent = new LinkedHashMap<>(16, LOAD, true);
    private final long room;
    private long filled;
    private boolean open;

    WarmHistories() {
        this(ROOM);
    }

    /** @param room bytes */
    WarmHistories(long room) {
        this.room = room;
    }

    Optional<Known> get(String agentId, String topic) {
        return Optional.ofNullable(recent.get(new StateStores.Place(agentId, topic)));
    }

    void put(String agentId, String topic, Known known) {
        Known before = recent.put(new StateStores.Place(agentId, topic), known);
        fill(known.bytes() - (before == null ? 0 : before.bytes()));
        Iterator<Known> eldest = recent.values().iterator();
        while (FILLED.get() > room && eldest.hasNext()) {
            fill(-eldest.next().bytes());
            eldest.remove();
        }
    }

    /** The store has no value any more under that key. */
    void forget(String key) {
        Known known = recent.remove(StateStores.placeOf(key));
        fill(known == null ? 0 : -known.bytes());
    }

    private void fill(long bytes) {
        filled += bytes;
        FILLED.addAndGet(bytes);
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
        open = true;
        context.register(root, (key, value) -> {});
    }

    @Override
    public void close() {
        clear();
        open = false;
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
