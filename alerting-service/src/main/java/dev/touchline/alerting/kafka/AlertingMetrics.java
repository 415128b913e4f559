package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.json.DefinitionWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counters for dashboards. They count what this process worked on, a record twice when it is worked on again after a
 * fault; the exact figures are in {@link Accounting}.
 */
@Singleton
public class AlertingMetrics {
    private final Map<Accounting.Outcome, Counter> outcomes = new EnumMap<>(Accounting.Outcome.class);
    private final Map<NeedChange.Type, Counter> flags = new EnumMap<>(NeedChange.Type.class);
    private final Counter suppressed;
    private final MeterRegistry registry;

    public AlertingMetrics(MeterRegistry registry) {
        this.registry = registry;
        outcome(registry, Accounting.Outcome.EVALUATED, "touchline.responses.evaluated");
        outcome(registry, Accounting.Outcome.DUPLICATE, "touchline.responses.duplicate");
        outcome(registry, Accounting.Outcome.SUPERSEDED, "touchline.responses.superseded");
        outcome(registry, Accounting.Outcome.LATE, "touchline.responses.late");
        outcomes.put(
                Accounting.Outcome.DEAD_LETTERED,
                registry.counter(
                        "touchline.dead.letters",
                        "topic",
                        KafkaTopics.RESPONSES,
                        "consumer",
                        ResponseProcessor.CONSUMER));
        for (NeedChange.Type type : NeedChange.Type.values()) {
            flags.put(type, registry.counter("touchline.flags", "type", DefinitionWriter.word(type)));
        }
        suppressed = registry.counter("touchline.flags.suppressed");
    }

    void count(Accounting.Outcome outcome) {
        counter(outcomes, outcome).increment();
    }

    /** Evidence that joined a standing need is a flag that its cooldown or episode suppressed. */
    void count(NeedChange.Type type) {
        counter(flags, type).increment();
        if (type == NeedChange.Type.EVIDENCE_ADDED) {
            suppressed.increment();
        }
    }

    /** A flag of that filter that a silence or a systemic cause muted. */
    void countMuted(String filterId) {
        registry.counter("touchline.flags.muted", "filter", filterId).increment();
    }

    private void outcome(MeterRegistry registry, Accounting.Outcome outcome, String name) {
        outcomes.put(outcome, registry.counter(name));
    }

    private static <K> Counter counter(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("No counter for " + key);
        }
        return counter;
    }
}
