package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.FilterBook;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Loads and saves what is known of an agent on a topic. How far time has come and what the agent contributes change
 * with nearly every response and are small; the marked ratings change seldom and may be many: they have a key of their
 * own.
 *
 * <p>A history that is new, or was forgotten, counts its changes on from the second of receipt. A forgotten one had no
 * change for months, and never one a second, so the numbers of an agent and topic always grow. If they began at 1
 * again, coaching would ignore a need that comes again, as of a response that is revised after half a year.
 */
final class Histories {
    /** Form 1 had no contributions. */
    private static final int VERSION = 2;

    private final KeyValueStore<String, byte[]> store;

    Histories(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** What is known of an agent on a topic. */
    record Known(AgentTopicHistory history, Contributions contributions) {}

    private record Course(Instant closedBefore, Contributions contributions) {
        static final Course NONE = new Course(Instant.EPOCH, Contributions.EMPTY);
    }

    Known load(String agentId, String topic, Instant receivedAt, FilterBook book) {
        AgentTopicHistory history = Optional.ofNullable(store.get(StateStores.historyKey(agentId, topic)))
                .map(value -> HistoryCodec.read(value, book))
                .orElseGet(() -> new AgentTopicHistory(Instant.EPOCH, receivedAt.getEpochSecond(), new TreeMap<>()));
        Course course = Optional.ofNullable(store.get(StateStores.timeKey(agentId, topic)))
                .map(Histories::course)
                .orElse(Course.NONE);
        return new Known(
                course.closedBefore().isAfter(history.closedBefore())
                        ? new AgentTopicHistory(course.closedBefore(), history.seq(), history.tracks())
                        : history,
                course.contributions());
    }

    void save(String agentId, String topic, Known from, Known to, Instant expiresAt) {
        AgentTopicHistory before = from.history();
        AgentTopicHistory after = to.history();
        if (after.seq() != before.seq() || !after.tracks().equals(before.tracks())) {
            store.put(StateStores.historyKey(agentId, topic), HistoryCodec.write(after, expiresAt));
        }
        if (after.closedBefore().isAfter(before.closedBefore())
                || !to.contributions().equals(from.contributions())) {
            StateWriter out = Expiry.begin(VERSION, expiresAt).instant(after.closedBefore(), Instant.EPOCH);
            ContributionsCodec.write(out, to.contributions());
            store.put(StateStores.timeKey(agentId, topic), out.bytes());
        }
    }

    /** Gives all contributions, each with its topic. */
    void eachContributions(BiConsumer<String, Contributions> taker) {
        try (KeyValueIterator<String, byte[]> all = store.range(StateStores.FIRST_TIME, StateStores.LAST_TIME)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> one = all.next();
                taker.accept(
                        StateStores.topicOfTimeKey(one.key), course(one.value).contributions());
            }
        }
    }

    private static Course course(byte[] value) {
        StateReader in = Expiry.open(value, VERSION);
        Instant closedBefore = in.instant(Instant.EPOCH);
        return new Course(closedBefore, Expiry.form(value) < 2 ? Contributions.EMPTY : ContributionsCodec.read(in));
    }
}
