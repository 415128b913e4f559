package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.ResponseKey;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The state stores, all key-value, each behind a compacted changelog. They hold no word of a customer. Those who judge
 * and learn share two, because each one written to makes every transaction a partition larger; the search for systemic
 * causes, which reads other partitions, has one of its own.
 *
 * <table>
 * <caption>Keys and values; U+0000 stands between the parts of a key</caption>
 * <tr><td>{@code memory}</td><td>"r", agent, source, response id</td><td>{@link RememberedCodec}</td></tr>
 * <tr><td>{@code memory}</td><td>"h", agent, topic</td><td>{@link HistoryCodec}</td></tr>
 * <tr><td>{@code memory}</td><td>"t", agent, topic</td><td>{@link CourseCodec}: time, coachings and what came since "h" was written</td></tr>
 * <tr><td>{@code memory}</td><td>"d"</td><td>{@link Days}: the last day that is over</td></tr>
 * <tr><td>{@code accounting}</td><td>{@code <partition>/<outcome>} as text</td><td>a number as text</td></tr>
 * <tr><td>{@code causes}</td><td>{@code team/topic}</td><td>{@link SystemicCodec#head}: what changes with each pulse</td></tr>
 * <tr><td>{@code causes}</td><td>{@code team/topic}, "d"</td><td>{@link SystemicCodec#past}: sums of the days before</td></tr>
 * <tr><td>{@code causes}</td><td>{@code team/topic}, "e"</td><td>the episode that is on, as JSON</td></tr>
 * <tr><td>{@code causes}</td><td>{@code team/topic}, "p" interval partition part</td><td>{@link SystemicCodec#heard}: a pulse of the window</td></tr>
 * </table>
 */
final class StateStores {
    static final String MEMORY = "memory";
    static final String ACCOUNTING = "accounting";

    /** What of the memory is decoded. */
    static final String WARM = "warm";

    /** Of the search for systemic causes. */
    static final String CAUSES = "causes";

    private static final String BETWEEN = "\u0000";

    private static final HexFormat HEX = HexFormat.of();

    /** Key of the last day that is over. */
    static final String DAY = "d";

    /** Between these lie all keys of {@link #timeKey}. */
    static final String FIRST_TIME = "t" + BETWEEN;

    static final String LAST_TIME = "t\u0001";

    /** Between these, all keys of {@link #historyKey}. */
    static final String FIRST_HISTORY = "h" + BETWEEN;

    static final String LAST_HISTORY = "h\u0001";

    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", "16777216",
            "min.cleanable.dirty.ratio", "0.2");

    private StateStores() {}

    static Set<StoreBuilder<?>> all() {
        return Set.of(memory(), accounting(), new WarmBuilder());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> causes() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(CAUSES), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    static String responseKey(String agentId, ResponseKey response) {
        return String.join(BETWEEN, "r", agentId, response.source(), response.responseId());
    }

    static String historyKey(String agentId, String topic) {
        return String.join(BETWEEN, "h", agentId, topic);
    }

    static String timeKey(String agentId, String topic) {
        return String.join(BETWEEN, "t", agentId, topic);
    }

    static String pastKey(String place) {
        return place + BETWEEN + "d";
    }

    static String episodeKey(String place) {
        return place + BETWEEN + "e";
    }

    static String heardKey(String place, Pulse pulse) {
        return heardFrom(place, pulse.interval()) + HEX.toHexDigits(pulse.partition()) + HEX.toHexDigits(pulse.part());
    }

    /** Before the keys of all pulses of that interval and of later ones, and after those of earlier ones. */
    static String heardFrom(String place, long interval) {
        return place + BETWEEN + "p" + HEX.toHexDigits(interval ^ Long.MIN_VALUE);
    }

    static String topicOf(String key) {
        return key.substring(key.lastIndexOf(BETWEEN) + 1);
    }

    /** Of whom, and on what, something is known. */
    record Place(String agentId, String topic) {
        /* Written out: asked for every rating, and what the compiler makes of a record is not inlined. */

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place that && topic.equals(that.topic) && agentId.equals(that.agentId);
        }

        @Override
        public int hashCode() {
            return 31 * agentId.hashCode() + topic.hashCode();
        }
    }

    /** What the key of a history, or of its time, is about. */
    static Place placeOf(String key) {
        String[] parts = key.split(BETWEEN, -1);
        return new Place(parts.length > 2 ? parts[1] : "", parts[parts.length - 1]);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> memory() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(MEMORY), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    /**
     * Not cached: a cache is written when its task commits, and each task would wait for its own writes, one after the
     * other, where all of a transaction can go to the broker at once.
     */
    private static StoreBuilder<KeyValueStore<String, String>> accounting() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(ACCOUNTING), Serdes.String(), Serdes.String())
                .withLoggingEnabled(CHANGELOG);
    }
}
