package dev.touchline.alerting.kafka;

import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How many flags were muted, by filter, over all partitions; a moment behind what was judged. */
@Singleton
@Startup
public class LiveMuted {
    private final Map<String, Map<Integer, Long>> byFilter = new ConcurrentHashMap<>();
    private final CompactedView view;

    LiveMuted(KafkaClients clients) {
        view = CompactedView.of(clients, "alerting-muted", List.of(KafkaTopics.MUTED), this::apply)
                .start();
    }

    public long flagsOf(String filterId) {
        return byFilter.getOrDefault(filterId, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** What can't be read is skipped by the view, which says so. */
    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            MutedFlags flags = MutedFlags.read(record.value());
            byFilter.computeIfAbsent(flags.filterId(), filter -> new ConcurrentHashMap<>())
                    .put(flags.partition(), flags.muted());
        }
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
