package dev.touchline.alerting.kafka;

import dev.touchline.alerting.json.DefinitionWriter;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts what became of each record, exactly once: the counters commit with the offsets.
 *
 * <p>The balance of a partition is {@code records read = evaluated + duplicate + superseded + late + dead-lettered}. It
 * can be read from the changelog {@code <applicationId>-accounting-changelog} with {@code read_committed}: the last
 * value of the key {@code <partition>/<outcome>}, such as {@code 3/evaluated}, is the count as decimal text. Those that
 * begin with {@code outcome-} make up the balance of {@code coaching.outcomes}.
 */
final class Accounting {
    /** What can become of a record; each counts as exactly one of these. */
    enum Outcome {
        /** At least one of its ratings counts, or it has none. */
        EVALUATED,
        DUPLICATE,
        SUPERSEDED,
        /** Every rating came after the grace. */
        LATE,
        DEAD_LETTERED
    }

    /** What can become of a record of {@code coaching.outcomes}; each counts as exactly one of these. */
    enum Heard {
        OUTCOME_APPLIED,
        /** It says nothing that filters learn from, or nothing new. */
        OUTCOME_WITHOUT_EFFECT,
        OUTCOME_DEAD_LETTERED
    }

    private final KeyValueStore<String, String> store;
    private final int partition;

    Accounting(KeyValueStore<String, String> store, int partition) {
        this.store = store;
        this.partition = partition;
    }

    /**
     * Counts a flag of a filter that a silence or, otherwise, a systemic cause muted; returns how many those are here.
     */
    MutedFlags countMuted(String filterId, boolean silenced) {
        String all = "muted/" + filterId;
        String those = all + "/silence";
        return new MutedFlags(filterId, partition, add(all), silenced ? add(those) : count(partition + "/" + those));
    }

    void count(Outcome outcome) {
        add(DefinitionWriter.word(outcome));
    }

    void count(Heard heard) {
        add(DefinitionWriter.word(heard));
    }

    private long add(String what) {
        String key = partition + "/" + what;
        long now = count(key) + 1;
        store.put(key, Long.toString(now));
        return now;
    }

    private long count(String key) {
        return Optional.ofNullable(store.get(key)).map(Long::parseLong).orElse(0L);
    }
}
