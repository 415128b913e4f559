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
    /** What silences and systemic causes muted. */
    public record Muted(long silences, long systemicCauses) {
        private Muted plus(Muted other) {
            return new Muted(silences + other.silences, systemicCauses + other.systemicCauses);
        }
    }

    private final Map<String, Map<Integer, Muted>> byFilter = new ConcurrentHashMap<>();
    private final CompactedView view;

    LiveMuted(KafkaClients clients) {
        view = CompactedView.of(clients, "alerting-muted", List.of(KafkaTopics.MUTED), this::apply)
                .start();
    }

    public Muted flagsOf(String filterId) {
        return byFilter.getOrDefault(filterId, Map.of()).values().stream().reduce(new Muted(0, 0), Muted::plus);
    }

    /** What can't be read is skipped by the view, which says so. */
    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            MutedFlags flags = MutedFlags.read(record.value());
            byFilter.computeIfAbsent(flags.filterId(), filter -> new ConcurrentHashMap<>())
                    .put(flags.partition(), new Muted(flags.silenced(), flags.muted() - flags.silenced()));
        }
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
