package dev.touchline.feedback.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts responses per source. Hints for dashboards: the balance to the record is computed from Kafka. */
@Singleton
public class IngestMeters {
    private final MeterRegistry registry;
    private final Map<String, OfSource> bySource = new ConcurrentHashMap<>();

    IngestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String source, int accepted, int parked, int rejected) {
        OfSource counters = bySource.computeIfAbsent(source, this::register);
        counters.accepted.increment(accepted);
        counters.parked.increment(parked);
        counters.rejected.increment(rejected);
    }

    /** Counts what only webhooks can come to. */
    void countKept(String source, int quarantined, int ignored) {
        OfSource counters = bySource.computeIfAbsent(source, this::register);
        counters.quarantined.increment(quarantined);
        counters.ignored.increment(ignored);
    }

    private OfSource register(String source) {
        return new OfSource(
                registry.counter("touchline.responses.accepted", "source", source),
                registry.counter("touchline.responses.parked", "source", source),
                registry.counter("touchline.responses.rejected", "source", source),
                registry.counter("touchline.responses.quarantined", "source", source),
                registry.counter("touchline.responses.ignored", "source", source));
    }

    private record OfSource(Counter accepted, Counter parked, Counter rejected, Counter quarantined, Counter ignored) {}
}
