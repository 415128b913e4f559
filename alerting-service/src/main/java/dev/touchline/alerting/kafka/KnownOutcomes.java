package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.backtest.Outcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How coaching items ended, as {@code coaching.outcomes} tells it. As large as what people did while Kafka keeps it.
 */
final class KnownOutcomes implements Outcomes {
    private record About(String agent, String topic, ResponseKey response) {}

    private final Map<About, Outcome> known = new HashMap<>();
    private final Map<String, List<Coaching>> coachings = new HashMap<>();

    static Outcomes read(StoredResponses stored) {
        KnownOutcomes outcomes = new KnownOutcomes();
        stored.readWhole(KafkaTopics.OUTCOMES, outcomes::take);
        outcomes.coachings.values().forEach(some -> some.sort(Comparator.comparing(Coaching::at)));
        return outcomes;
    }

    @Override
    public Optional<Outcome> of(String agent, String topic, ResponseKey response) {
        return Optional.ofNullable(known.get(new About(agent, topic, response)));
    }

    @Override
    public List<Coaching> coachings(String agent) {
        return coachings.getOrDefault(agent, List.of());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            take(OutcomeRecord.read(record.key(), record.value()));
        } catch (OutcomeRecord.Unreadable e) {
            // Not ours to judge: alerting's own reader of outcomes dead-letters it.
            return;
        }
    }

    private void take(OutcomeRecord outcome) {
        String agent = outcome.agent().id();
        if (outcome.isCoaching()) {
            coachings
                    .computeIfAbsent(agent, none -> new ArrayList<>())
                    .add(new Coaching(agent, outcome.topic(), outcome.time()));
        }
        ended(outcome)
                .ifPresent(how -> outcome.evidence()
                        .forEach(response -> known.put(new About(agent, outcome.topic(), response), how)));
    }

    private static Optional<Outcome> ended(OutcomeRecord outcome) {
        return switch (outcome.conclusion()) {
            case AGENT -> Optional.of(Outcome.CONFIRMED);
            case NOT_AGENT -> Optional.of(Outcome.REFUTED);
            case NONE -> Optional.empty();
        };
    }
}
