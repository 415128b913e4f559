package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What alerting says about one need. {@code seq} grows strictly per agent and topic, so a number that was applied once
 * marks everything up to it as a repeat.
 */
public sealed interface NeedEvent {
    /** The need as this event describes it. */
    Facts need();

    /** Position of this event among those of its agent and topic. */
    long seq();

    /** The responses that this event adds or takes away. */
    List<Evidence> evidence();

    /** A need came up, with all its evidence. */
    record Raised(Facts need, long seq, List<Evidence> evidence) implements NeedEvent {
        public Raised {
            evidence = someOf(evidence);
        }
    }

    /** More responses speak for a need that stands or cools down. */
    record EvidenceAdded(Facts need, long seq, List<Evidence> evidence) implements NeedEvent {
        public EvidenceAdded {
            evidence = someOf(evidence);
        }
    }

    /**
     * Responses no longer speak for the need.
     *
     * @param evidenceLeft how many still do; 0 takes the need away as a whole
     */
    record Withdrawn(Facts need, long seq, List<Evidence> evidence, int evidenceLeft) implements NeedEvent {
        public Withdrawn {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * A need in the words of its latest event.
     *
     * @param team the agent's current team, else the team at interaction time
     * @param raisedAt event time of the cause
     * @param freshUntil until when coaching on the newest evidence is worth it
     * @param flaggedAt when Kafka took this event in; absent where the agent asked
     */
    record Facts(
            UUID needId,
            Kind kind,
            Severity severity,
            Agent agent,
            String team,
            String topic,
            Why why,
            Instant raisedAt,
            Instant freshUntil,
            @Nullable Instant flaggedAt) {

        /** What did not come through Kafka. */
        public Facts(
                UUID needId,
                Kind kind,
                Severity severity,
                Agent agent,
                String team,
                String topic,
                Why why,
                Instant raisedAt,
                Instant freshUntil) {
            this(needId, kind, severity, agent, team, topic, why, raisedAt, freshUntil, null);
        }

        /** Where this need belongs. */
        public CaseKey key() {
            return new CaseKey(agent.id(), topic, kind);
        }
    }

    private static List<Evidence> someOf(List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("A need without evidence");
        }
        return List.copyOf(evidence);
    }
}
