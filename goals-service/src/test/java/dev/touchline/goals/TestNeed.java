package dev.touchline.goals;

import dev.touchline.backing.Backing;
import java.util.UUID;

/**
 * A coaching need as alerting-service tells of it, with what goals-service does not read left out where the schema
 * allows it.
 *
 * @param seq of the next record
 */
public record TestNeed(UUID id, String agent, String topic, String kind, long seq) {
    private static final String CE_TYPE = "dev.touchline.coaching.need-";

    /** A new need on the topic, told of from this seq on. */
    public static TestNeed of(String agent, String topic, long seq) {
        return new TestNeed(UUID.randomUUID(), agent, topic, "coaching", seq);
    }

    public TestNeed asPraise() {
        return new TestNeed(id, agent, topic, "praise", seq);
    }

    /** Publishes that the need was raised. */
    public TestNeed raise() {
        return tell("raised", seq, 1);
    }

    /** Publishes that evidence was added, as the record with this seq. */
    public TestNeed addEvidence(long atSeq) {
        return tell("evidence-added", atSeq, 2);
    }

    /** Publishes that evidence was removed, as the record with this seq. */
    public TestNeed withdraw(long atSeq, int evidenceLeft) {
        return tell("withdrawn", atSeq, evidenceLeft);
    }

    private TestNeed tell(String type, long atSeq, int evidenceLeft) {
        Backing.kafka().produce("coaching.needed", agent, json(type, atSeq, evidenceLeft), CE_TYPE + type + ".v1");
        return this;
    }

    /** The record as JSON. */
    public String json(String type, long atSeq, int evidenceLeft) {
        return """
                {"needId": "%s", "type": "%s", "seq": %d, "kind": "%s", "severity": "normal",
                 "filter": {"id": "poor", "version": 1, "name": "Poor"}, "agent": {"id": "%s", "name": "Ada Moss"},
                 "team": "billing", "topic": "%s", "why": {"sentence": "1 of 1 was poor", "n": 1, "poor": 1},
                 "raisedAt": "2026-11-12T09:00:00Z", "freshUntil": "2026-11-12T11:00:00Z",
                 "cause": {"source": "demo", "responseId": "r-1"},
                 "evidence": [{"source": "demo", "responseId": "r-1", "respondedAt": "2026-11-12T09:00:00Z", "score": 0.0}],
                 "evidenceLeft": %d}
                """.formatted(id, type, atSeq, kind, agent, topic, evidenceLeft);
    }
}
