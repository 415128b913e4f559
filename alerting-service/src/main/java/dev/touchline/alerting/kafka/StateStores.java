package dev.touchline.alerting.kafka;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The state stores, key-value all of them, each behind a compacted changelog. No store holds a word of a customer.
 *
 * <table>
 * <caption>Keys and values; U+0000 stands between the parts of a key</caption>
 * <tr><td>{@code responses}</td><td>agent, source, response id</td><td>{@link RememberedCodec}</td></tr>
 * <tr><td>{@code histories}</td><td>agent, topic</td><td>{@link HistoryCodec}</td></tr>
 * <tr><td>{@code histories}</td><td>agent, topic, "at"</td><td>{@link Histories}: how far time has come</td></tr>
 * <tr><td>{@code accounting}</td><td>{@code <partition>/<outcome>} as text</td><td>a number as text</td></tr>
 * </table>
 */
final class StateStores {
    static final String RESPONSES = "responses";
    static final String HISTORIES = "histories";
    static final String ACCOUNTING = "accounting";

    /** Between the parts of a key; ingest refuses it in ids. */
    static final String BETWEEN = "\u0000";

    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", "16777216",
            "min.cleanable.dirty.ratio", "0.2");

    private StateStores() {}

    static Set<StoreBuilder<?>> all() {
        return Set.of(bytes(RESPONSES), bytes(HISTORIES), accounting());
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> bytes(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    /** Cached, so that a commit writes each counter once and not once per record. */
    private static StoreBuilder<KeyValueStore<String, String>> accounting() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(ACCOUNTING), Serdes.String(), Serdes.String())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
