package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Closing;
import dev.touchline.alerting.core.Colleagues;
import dev.touchline.alerting.core.Snapshot;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The days of a partition, by the broker's clock alone: a day is over when the first record of a later one comes, so
 * the same log always has the same days. What comes goes into the day that is open; one that is over never changes.
 */
final class Days {
    private static final int VERSION = 1;

    private final KeyValueStore<String, byte[]> store;
    private final Histories histories;
    private final int partition;
    private final int keepDays;
    private long closed;

    /** @param keepDays for how many days contributions are kept */
    Days(KeyValueStore<String, byte[]> store, Histories histories, int partition, int keepDays) {
        this.store = store;
        this.histories = histories;
        this.partition = partition;
        this.keepDays = keepDays;
        byte[] known = store.get(StateStores.DAY);
        this.closed =
                known == null ? Long.MIN_VALUE : Expiry.open(known, VERSION).number();
    }

    /** The day (UTC, counted from 1970) into which everything goes that comes now. */
    long open() {
        return closed + 1;
    }

    /** The oldest day of which contributions are kept. */
    long oldest() {
        return open() - keepDays;
    }

    /**
     * Goes on to the day of a record.
     *
     * @return the snapshots of the day before, when this is the first record after it
     */
    List<Snapshot> advance(long timestamp) {
        long over = Colleagues.day(Instant.ofEpochMilli(timestamp)) - 1;
        if (over <= closed) {
            return List.of();
        }
        closed = over;
        store.put(
                StateStores.DAY, Expiry.begin(VERSION, Instant.MAX).number(over).bytes());
        Closing closing = new Closing(over);
        histories.eachContributions(closing::add);
        return closing.snapshots(partition);
    }
}
