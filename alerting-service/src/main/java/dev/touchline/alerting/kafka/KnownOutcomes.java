package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.backtest.Outcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How coaching items ended, as {@code coaching.outcomes} tells it. As large as what people did while Kafka keeps it.
 */
final class KnownOutcomes implements Outcomes {
    private record About(String agent, String topic, ResponseKey response) {}

    /** How each item ended that a response stood on; the one that did last comes last. */
    private final Map<About, SequencedMap<UUID, Outcome>> known = new HashMap<>();

    private final Map<UUID, Set<About>> byItem = new HashMap<>();
    private final Map<String, List<Coaching>> coachings = new HashMap<>();

    static Outcomes read(StoredResponses stored) {
        KnownOutcomes outcomes = new KnownOutcomes();
        stored.readWhole(KafkaTopics.OUTCOMES, outcomes::take);
        outcomes.coachings.values().forEach(some -> some.sort(Comparator.comparing(Coaching::at)));
        return outcomes;
    }

    @Override
    public Optional<Outcome> of(String agent, String topic, ResponseKey response) {
        return Optional.ofNullable(known.get(new About(agent, topic, response)))
                .map(ended -> ended.lastEntry().getValue());
    }

    @Override
    public List<Coaching> coachings(String agent) {
        return coachings.getOrDefault(agent, List.of());
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
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
        switch (outcome.conclusion()) {
            case AGENT -> end(outcome, Outcome.CONFIRMED);
            case NOT_AGENT -> end(outcome, Outcome.REFUTED);
            case NONE -> takeBack(outcome.itemId());
            case UNCHANGED -> {}
        }
    }

    private void end(OutcomeRecord outcome, Outcome how) {
        takeBack(outcome.itemId());
        Set<About> about = new HashSet<>();
        for (ResponseKey response : outcome.evidence()) {
            about.add(new About(outcome.agent().id(), outcome.topic(), response));
        }
        about.forEach(one ->
                known.computeIfAbsent(one, none -> new LinkedHashMap<>(2)).put(outcome.itemId(), how));
        byItem.put(outcome.itemId(), about);
    }

    /** What is said of the same responses through another item stays. */
    private void takeBack(UUID itemId) {
        for (About about : Optional.ofNullable(byItem.remove(itemId)).orElse(Set.of())) {
            known.computeIfPresent(about, (same, ended) -> {
                ended.remove(itemId);
                return ended.isEmpty() ? null : ended;
            });
        }
    }
}
