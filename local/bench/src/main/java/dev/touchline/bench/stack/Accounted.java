package dev.touchline.bench.stack;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What alerting says became of the records that it has read, as it commits it with their offsets. */
public final class Accounted {
    private static final String CHANGELOG = "alerting-service-accounting-changelog";

    private Accounted() {}

    /** How many responses were evaluated since the beginning; all others were repeated, late or set aside. */
    public static long evaluated(String bootstrap) {
        try (KafkaRecords records = new KafkaRecords(bootstrap)) {
            Map<TopicPartition, Long> begin = records.ends(CHANGELOG);
            begin.replaceAll((_, _) -> 0L);
            Map<String, Long> counts = new HashMap<>();
            records.readFrom(
                    begin,
                    record -> counts.put(
                            new String(record.key(), StandardCharsets.UTF_8),
                            Long.parseLong(new String(record.value(), StandardCharsets.UTF_8))));
            return counts.entrySet().stream()
                    .filter(count -> count.getKey().endsWith("/evaluated"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
