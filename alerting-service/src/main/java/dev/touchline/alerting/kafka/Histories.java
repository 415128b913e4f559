package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.FilterBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    /** Form 1 had no contributions, form 2 no coachings. */
    private static final int VERSION = 3;

    private final KeyValueStore<String, byte[]> store;

    Histories(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** What is known of an agent on a topic. */
    record Known(AgentTopicHistory history, Contributions contributions) {}

    private record Course(Instant closedBefore, Contributions contributions, Coachings coachings) {
        static final Course NONE = new Course(Instant.EPOCH, Contributions.EMPTY, Coachings.NONE);
    }

    Known load(String agentId, String topic, Instant receivedAt, FilterBook book) {
        AgentTopicHistory history = Optional.ofNullable(store.get(StateStores.historyKey(agentId, topic)))
                .map(value -> HistoryCodec.read(value, book))
                .orElseGet(() -> new AgentTopicHistory(
                        Instant.EPOCH, receivedAt.getEpochSecond(), new TreeMap<>(), Coachings.NONE));
        Course course = Optional.ofNullable(store.get(StateStores.timeKey(agentId, topic)))
                .map(Histories::course)
                .orElse(Course.NONE);
        Instant closedBefore =
                course.closedBefore().isAfter(history.closedBefore()) ? course.closedBefore() : history.closedBefore();
        return new Known(
                new AgentTopicHistory(closedBefore, history.seq(), history.tracks(), course.coachings()),
                course.contributions());
    }

    void save(String agentId, String topic, Known from, Known to, Instant expiresAt) {
        AgentTopicHistory before = from.history();
        AgentTopicHistory after = to.history();
        if (after.seq() != before.seq() || !after.tracks().equals(before.tracks())) {
            store.put(StateStores.historyKey(agentId, topic), HistoryCodec.write(after, expiresAt));
        }
        if (after.closedBefore().isAfter(before.closedBefore())
                || !after.coachings().equals(before.coachings())
                || !to.contributions().equals(from.contributions())) {
            StateWriter out = Expiry.begin(VERSION, expiresAt).instant(after.closedBefore(), Instant.EPOCH);
            ContributionsCodec.write(out, to.contributions());
            out.count(after.coachings().times().size());
            after.coachings().times().forEach(at -> out.instant(at, Instant.EPOCH));
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
        Contributions contributions = Expiry.form(value) < 2 ? Contributions.EMPTY : ContributionsCodec.read(in);
        List<Instant> coachings = new ArrayList<>();
        for (int left = Expiry.form(value) < VERSION ? 0 : in.size(); left > 0; left--) {
            coachings.add(in.instant(Instant.EPOCH));
        }
        return new Course(closedBefore, contributions, new Coachings(coachings));
    }
}
