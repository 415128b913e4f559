package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.FilterBook;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Loads and saves histories. How far time has come changes with nearly every response and is a few bytes; the marked
 * ratings change seldom and may be many: they have a key each.
 *
 * <p>A history that is new, or was forgotten, counts its changes on from the second of receipt. A forgotten one had no
 * change for months, and never one a second, so the numbers of an agent and topic always grow. If they began at 1
 * again, coaching would ignore a need that comes again, as of a response that is revised after half a year.
 */
final class Histories {
    private static final int VERSION = 1;

    private final KeyValueStore<String, byte[]> store;

    Histories(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    AgentTopicHistory load(String agentId, String topic, Instant receivedAt, FilterBook book) {
        AgentTopicHistory history = Optional.ofNullable(store.get(StateStores.historyKey(agentId, topic)))
                .map(value -> HistoryCodec.read(value, book))
                .orElseGet(() -> new AgentTopicHistory(Instant.EPOCH, receivedAt.getEpochSecond(), new TreeMap<>()));
        Instant closedBefore = Optional.ofNullable(store.get(StateStores.timeKey(agentId, topic)))
                .map(value -> Expiry.open(value, VERSION).instant(Instant.EPOCH))
                .orElse(Instant.EPOCH);
        return closedBefore.isAfter(history.closedBefore())
                ? new AgentTopicHistory(closedBefore, history.seq(), history.tracks())
                : history;
    }

    void save(String agentId, String topic, AgentTopicHistory before, AgentTopicHistory after, Instant expiresAt) {
        if (after.seq() != before.seq() || !after.tracks().equals(before.tracks())) {
            store.put(StateStores.historyKey(agentId, topic), HistoryCodec.write(after, expiresAt));
        }
        if (after.closedBefore().isAfter(before.closedBefore())) {
            store.put(
                    StateStores.timeKey(agentId, topic),
                    Expiry.begin(VERSION, expiresAt)
                            .instant(after.closedBefore(), Instant.EPOCH)
                            .bytes());
        }
    }
}
