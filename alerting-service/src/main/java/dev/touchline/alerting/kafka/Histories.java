package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.FilterBook;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Loads and saves histories. How far time has come changes with nearly every response and is a few bytes; the marked
 * ratings change seldom and may be many: they have a key each.
 */
final class Histories {
    private static final int VERSION = 1;
    private static final String TIME = StateStores.BETWEEN + "at";

    private final KeyValueStore<String, byte[]> store;

    Histories(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    AgentTopicHistory load(String agentId, String topic, FilterBook book) {
        String key = agentId + StateStores.BETWEEN + topic;
        AgentTopicHistory history = Optional.ofNullable(store.get(key))
                .map(value -> HistoryCodec.read(value, book))
                .orElse(AgentTopicHistory.EMPTY);
        Instant closedBefore = Optional.ofNullable(store.get(key + TIME))
                .map(value -> Expiry.open(value, VERSION).instant(Instant.EPOCH))
                .orElse(Instant.EPOCH);
        return closedBefore.isAfter(history.closedBefore())
                ? new AgentTopicHistory(closedBefore, history.seq(), history.tracks())
                : history;
    }

    void save(String agentId, String topic, AgentTopicHistory before, AgentTopicHistory after, Instant expiresAt) {
        String key = agentId + StateStores.BETWEEN + topic;
        if (after.seq() != before.seq() || !after.tracks().equals(before.tracks())) {
            store.put(key, HistoryCodec.write(after, expiresAt));
        }
        if (after.closedBefore().isAfter(before.closedBefore())) {
            store.put(
                    key + TIME,
                    Expiry.begin(VERSION, expiresAt)
                            .instant(after.closedBefore(), Instant.EPOCH)
                            .bytes());
        }
    }
}
