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
    private final Map<Accounting.Heard, Counter> heard = new EnumMap<>(Accounting.Heard.class);
    private final Counter suppressed;
    private final MeterRegistry registry;
    private final Counter excused;
    private final Counter unknown;
    private final Counter tooLate;

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
        heard.put(Accounting.Heard.OUTCOME_APPLIED, registry.counter("touchline.outcomes.heard", "effect", "applied"));
        heard.put(
                Accounting.Heard.OUTCOME_WITHOUT_EFFECT,
                registry.counter("touchline.outcomes.heard", "effect", "none"));
        heard.put(
                Accounting.Heard.OUTCOME_DEAD_LETTERED,
                registry.counter(
                        "touchline.dead.letters",
                        "topic",
                        KafkaTopics.OUTCOMES,
                        "consumer",
                        ResponseProcessor.CONSUMER));
        excused = registry.counter("touchline.responses.excused");
        unknown = registry.counter("touchline.responses.excused.unknown");
        tooLate = registry.counter("touchline.responses.excused.late");
    }

    void count(Accounting.Outcome outcome) {
        counter(outcomes, outcome).increment();
    }

    void count(Accounting.Heard outcome) {
        counter(heard, outcome).increment();
    }

    /**
     * Responses that were found to be nothing about their agent.
     *
     * @param notSeen of them, how many had not come or are forgotten
     * @param settled of them, how many stay in the history because it is settled
     */
    void countExcused(int all, int notSeen, int settled) {
        excused.increment(all);
        unknown.increment(notSeen);
        tooLate.increment(settled);
    }

    /** Evidence that joined a standing need is a flag that its cooldown or episode suppressed. */
    void count(NeedChange.Type type) {
        counter(flags, type).increment();
        if (type == NeedChange.Type.EVIDENCE_ADDED) {
            suppressed.increment();
        }
    }

    /** A flag of that filter that a silence or a systemic cause muted. */
    void countMuted(String filterId, boolean silenced) {
        String why = silenced ? "silence" : "systemic-cause";
        registry.counter("touchline.flags.muted", "filter", filterId, "why", why)
                .increment();
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
