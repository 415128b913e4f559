package dev.touchline.alerting.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what has expired, a small part of the store at a time, round and round. All partitions of a thread are at it
 * at the same moment, and responses wait meanwhile: so little and often.
 */
final class Forgetting {
    static final Duration EVERY = Duration.ofSeconds(5);
    /** Entries looked at per run: 7 million a day and partition. */
    static final int AT_ONCE = 420;

    private final KeyValueStore<String, byte[]> store;
    private final Histories histories;
    private @Nullable String next;

    Forgetting(KeyValueStore<String, byte[]> store, Histories histories) {
        this.store = store;
        this.histories = histories;
    }

    void run(Instant now) {
        List<String> over = new ArrayList<>();
        String reached = null;
        try (KeyValueIterator<String, byte[]> entries = store.range(next, null)) {
            for (int looked = 0; looked < AT_ONCE && entries.hasNext(); looked++) {
                KeyValue<String, byte[]> entry = entries.next();
                reached = entry.key;
                if (Expiry.isOver(entry.value, now)) {
                    over.add(entry.key);
                }
            }
            next = entries.hasNext() ? reached : null;
        }
        over.forEach(histories::delete);
    }
}
