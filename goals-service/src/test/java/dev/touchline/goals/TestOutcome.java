package dev.touchline.goals;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import java.util.UUID;

/** A coaching item as coaching-service tells of it. */
public record TestOutcome(UUID item, String agent, String topic) {
    /** Of every record. */
    public static final String CE_TYPE = "dev.touchline.coaching.outcome.v1";

    private static final EventContract CONTRACT = EventContract.of("coaching.outcomes");

    /** A new item on the topic. */
    public static TestOutcome of(String agent, String topic) {
        return new TestOutcome(UUID.randomUUID(), agent, topic);
    }

    /** Publishes that this became of it. */
    public TestOutcome tell(String type, int version) {
        return tell(type, version, "\"note\":\"A remark\"");
    }

    /** @param more further fields */
    public TestOutcome tell(String type, int version, String more) {
        String json = """
                {"outcomeId": "%s", "itemId": "%s", "type": "%s", "at": "2026-11-12T09:00:00Z", "by": "system",
                 "agent": {"id": "%s", "name": "Ada Moss"}, "team": "billing", "topic": "%s", "kind": "coaching",
                 "version": %d, %s, "filters": [], "evidence": [{"source": "demo", "responseId": "r-1"}]}
                """.formatted(UUID.randomUUID(), item, type, agent, topic, version, more);
        CONTRACT.assertMeets(json);
        Backing.kafka().produce("coaching.outcomes", agent, json, CE_TYPE);
        return this;
    }
}
