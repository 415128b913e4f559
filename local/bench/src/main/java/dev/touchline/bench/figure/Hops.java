package dev.touchline.bench.figure;

import dev.touchline.bench.stack.BenchStack;
import dev.touchline.bench.stack.KafkaRecords;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the time goes, from the broker's append times (whole milliseconds), read back after the load. An append inside
 * a transaction comes before its commit, so waiting for the commit counts to the hop after it.
 */
final class Hops implements AutoCloseable {
    private static final String RESPONSES = "survey.responses";
    private static final String NEEDS = "coaching.needed";

    private final KafkaRecords records;
    private final Map<TopicPartition, Long> responsesFrom;
    private final Map<TopicPartition, Long> needsFrom;

    /** From now on. */
    Hops(BenchStack stack) {
        records = new KafkaRecords(stack.bootstrap());
        responsesFrom = records.ends(RESPONSES);
        needsFrom = records.ends(NEEDS);
    }

    /** Epoch milliseconds at which each response was appended to {@code survey.responses}. */
    Map<Long, Long> published() {
        return appended(responsesFrom);
    }

    /** Epoch milliseconds at which the need that each response caused was appended to {@code coaching.needed}. */
    Map<Long, Long> raised() {
        return appended(needsFrom);
    }

    private Map<Long, Long> appended(Map<TopicPartition, Long> from) {
        Map<Long, Long> times = new HashMap<>();
        records.readFrom(from, record -> SeenIds.scan(record.value(), id -> times.putIfAbsent(id, record.timestamp())));
        return times;
    }

    @Override
    public void close() {
        records.close();
    }
}
