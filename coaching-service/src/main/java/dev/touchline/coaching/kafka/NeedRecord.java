package dev.touchline.coaching.kafka;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.Evidence;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.core.NeedEvent.EvidenceAdded;
import dev.touchline.coaching.core.NeedEvent.Facts;
import dev.touchline.coaching.core.NeedEvent.Raised;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Severity;
import dev.touchline.coaching.core.Why;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A coaching need as it travels on {@code coaching.needed}: the fields that the queue needs. */
record NeedRecord(
        UUID needId,
        Type type,
        long seq,
        String kind,
        String severity,
        FilterPart filter,
        @Nullable AgentPart agent,
        String team,
        String topic,
        WhyPart why,
        Instant raisedAt,
        Instant freshUntil,
        List<EvidencePart> evidence,
        int evidenceLeft,
        @Nullable ResponseRecord response) {
    NeedRecord {
        requireNonNull(needId, "needId");
        requireNonNull(type, "type");
        kindOf(requireNonNull(kind, "kind"));
        requireNonNull(severity, "severity");
        requireNonNull(filter, "filter");
        if (agent == null && kindOf(kind) != Kind.OPERATIONS) {
            throw new IllegalArgumentException("agent");
        }
        requireNonNull(team, "team");
        requireNonNull(topic, "topic");
        requireNonNull(why, "why");
        requireNonNull(raisedAt, "raisedAt");
        requireNonNull(freshUntil, "freshUntil");
        requireNonNull(evidence, "evidence");
        if (type != Type.WITHDRAWN && evidence.isEmpty()) {
            throw new IllegalArgumentException("evidence");
        }
    }

    /** The words on the wire. */
    enum Type {
        @JsonProperty("raised")
        RAISED,
        @JsonProperty("evidence-added")
        EVIDENCE_ADDED,
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

    record FilterPart(String id, int version, String name) {
        FilterPart {
            requireNonNull(id, "filter.id");
            requireNonNull(name, "filter.name");
        }
    }

    record AgentPart(String id, String name) {
        AgentPart {
            requireNonNull(id, "agent.id");
            requireNonNull(name, "agent.name");
        }
    }

    record WhyPart(
            String sentence, int n, int poor, @Nullable Double expected) {
        WhyPart {
            requireNonNull(sentence, "why.sentence");
        }
    }

    record EvidencePart(String source, String responseId, Instant respondedAt, double score) {
        EvidencePart {
            requireNonNull(source, "evidence.source");
            requireNonNull(responseId, "evidence.responseId");
            requireNonNull(respondedAt, "evidence.respondedAt");
        }
    }

    /** Whom it is about; what is asked of a team is about that. */
    Agent about() {
        return agent == null ? Agent.ofTeam(team) : new Agent(agent.id(), agent.name());
    }

    /**
     * @param currentTeam of the agent
     * @param published when Kafka took the record in
     */
    NeedEvent toEvent(String currentTeam, Instant published) {
        List<Evidence> pieces = evidence.stream()
                .map(piece -> new Evidence(
                        new ResponseRef(piece.source(), piece.responseId()),
                        piece.score(),
                        micros(piece.respondedAt())))
                .toList();
        Facts facts = facts(currentTeam, published);
        return switch (type) {
            case RAISED -> new Raised(facts, seq, pieces);
            case EVIDENCE_ADDED -> new EvidenceAdded(facts, seq, pieces);
            case WITHDRAWN -> new Withdrawn(facts, seq, pieces, evidenceLeft);
        };
    }

    private Facts facts(String currentTeam, Instant published) {
        return new Facts(
                needId,
                kindOf(kind),
                severityOf(severity),
                about(),
                currentTeam,
                topic,
                new Why(
                        new Why.Filter(filter.id(), filter.version(), filter.name()),
                        why.sentence(),
                        why.n(),
                        why.poor(),
                        why.expected()),
                micros(raisedAt),
                micros(freshUntil),
                published);
    }

    private static Kind kindOf(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind"));
    }

    /** A severity that is newer than this program weighs as much as a normal one. */
    private static Severity severityOf(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElse(Severity.NORMAL);
    }

    /** What PostgreSQL keeps of an instant. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
