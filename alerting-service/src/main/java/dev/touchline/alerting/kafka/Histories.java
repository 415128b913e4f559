package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Appended;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.FilterBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Loads and saves what is known of an agent on a topic. A rating is appended to a small value; the history, with its
 * marked ratings, is written as a whole now and then. What is known stays decoded for as long as there is room.
 */
final class Histories {
    private final KeyValueStore<String, byte[]> store;
    private final WarmHistories warm;

    /** @param warm begins anew: as long as a task stands by, others write into its store */
    Histories(KeyValueStore<String, byte[]> store, WarmHistories warm) {
        this.store = store;
        this.warm = warm;
        warm.clear();
    }

    Known load(String agentId, String topic, Instant receivedAt, FilterBook book) {
        return warm.get(agentId, topic)
                .orElseGet(() -> {
                    Known read = read(agentId, topic, book);
                    warm.offer(agentId, topic, read);
                    return read;
                })
                .at(receivedAt);
    }

    /**
     * What was written as a whole and what was appended to it count together or not at all: either may expire first.
     */
    private Known read(String agentId, String topic, FilterBook book) {
        byte[] beside = store.get(StateStores.timeKey(agentId, topic));
        byte[] value = beside == null ? null : store.get(StateStores.historyKey(agentId, topic));
        CourseCodec.Course course = beside == null ? CourseCodec.Course.NONE : CourseCodec.read(beside, book);
        List<Appended> appended = value == null ? List.of() : course.appended();
        HistoryCodec.Base base = value == null
                ? new HistoryCodec.Base(AgentTopicHistory.EMPTY, Contributions.EMPTY)
                : HistoryCodec.read(value, book);
        AgentTopicHistory history = base.history();
        for (Appended one : appended) {
            history = AlertEngine.append(history, one);
        }
        Instant closedBefore =
                course.closedBefore().isAfter(history.closedBefore()) ? course.closedBefore() : history.closedBefore();
        return new Known(
                new AgentTopicHistory(
                        closedBefore, Math.max(history.seq(), course.seq()), history.tracks(), course.coachings()),
                base.contributions().and(course.contributions()),
                Optional.ofNullable(value)
                        .map(known -> new Known.Base(
                                Expiry.at(known), base.contributions().lastDay())),
                appended);
    }

    void save(String agentId, String topic, Known from, Known.Change to, Instant expiresAt) {
        AgentTopicHistory before = from.history();
        AgentTopicHistory after = to.history();
        boolean marked = to.appended().isPresent()
                || after.seq() != before.seq()
                || !after.tracks().equals(before.tracks());
        if (!marked
                && !after.closedBefore().isAfter(before.closedBefore())
                && after.coachings().equals(before.coachings())
                && to.contributions().equals(from.contributions())) {
            return;
        }
        boolean rebased = from.isRebased(to, marked, expiresAt);
        Known known = rebased ? Known.rebased(to, expiresAt) : from.and(to);
        CourseCodec.Course course = new CourseCodec.Course(
                after.closedBefore(),
                known.base().isPresent() ? after.seq() : 0,
                known.unwritten(),
                after.coachings(),
                known.since());
        byte[] beside = CourseCodec.write(course, expiresAt);
        if (rebased) {
            Instant baseExpires = known.base().orElseThrow().expiresAt();
            store.put(
                    StateStores.historyKey(agentId, topic),
                    HistoryCodec.write(new HistoryCodec.Base(after, known.written()), baseExpires));
        }
        store.put(StateStores.timeKey(agentId, topic), beside);
        warm.renew(agentId, topic, known);
    }

    /** The task is at its end, or stands by from now on. */
    void close() {
        warm.clear();
    }

    /** Deletes what has expired, of a history or of anything else. */
    void delete(String key) {
        store.delete(key);
        warm.forget(key);
    }

    /** Gives all contributions, each with its topic; those of an agent on a topic in two parts. */
    void eachContributions(BiConsumer<String, Contributions> taker) {
        each(StateStores.FIRST_HISTORY, StateStores.LAST_HISTORY, HistoryCodec::contributions, taker);
        each(StateStores.FIRST_TIME, StateStores.LAST_TIME, CourseCodec::contributions, taker);
    }

    private void each(
            String first,
            String last,
            Function<byte[], Contributions> contributions,
            BiConsumer<String, Contributions> taker) {
        try (KeyValueIterator<String, byte[]> all = store.range(first, last)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> one = all.next();
                taker.accept(StateStores.topicOf(one.key), contributions.apply(one.value));
            }
        }
    }
}
