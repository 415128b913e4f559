package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Mark;
import dev.touchline.alerting.core.Need;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.kit.Uuid5;
import java.util.Objects;
import java.util.UUID;

/** Turns changes into records for coaching. Their ids follow from what they say, so a replay repeats them. */
final class NeedRecords {
    /**
     * Largest record. {@link NeedChange#LARGEST} keeps the evidence well below it; a response that would make it larger
     * is left out, its words are on survey.responses.
     */
    static final int LARGEST = 64 * 1024;

    private NeedRecords() {}

    /** A record ready to send. */
    record Ready(UUID eventId, String type, byte[] value) {}

    static Ready of(NeedChange change, String topic, SurveyResponses.Readable arrived) {
        NeedRecord.AgentRef agent = new NeedRecord.AgentRef(
                arrived.response().agent().id(), arrived.response().agent().name());
        NeedRecord record = record(change, topic, agent);
        byte[] value = NeedJson.write(record);
        if (speaksOf(change, arrived.response()) && NeedJson.sizeWith(value, arrived.json()) <= LARGEST) {
            value = NeedJson.with(value, arrived.json());
        }
        return ready(change, record, value);
    }

    /** What follows from an outcome; older outcomes do not name the agent, whom everybody knows by then. */
    static Ready of(NeedChange change, OutcomeRecord outcome) {
        String id = outcome.agent().id();
        String name = Objects.requireNonNullElse(outcome.agent().name(), id);
        NeedRecord record = record(change, outcome.topic(), new NeedRecord.AgentRef(id, name));
        return ready(change, record, NeedJson.write(record));
    }

    private static Ready ready(NeedChange change, NeedRecord record, byte[] value) {
        UUID eventId = Uuid5.of("need-event", record.needId().toString(), Long.toString(change.seq()));
        return new Ready(eventId, "dev.touchline.coaching.need-" + record.type() + ".v1", value);
    }

    static Ready ready(UUID eventId, NeedRecord record) {
        return new Ready(eventId, "dev.touchline.coaching.need-" + record.type() + ".v1", NeedJson.write(record));
    }

    private static NeedRecord record(NeedChange change, String topic, NeedRecord.AgentRef agent) {
        Need need = change.need();
        var filter = need.filter();
        return new NeedRecord(
                needId(need, topic, agent.id()),
                DefinitionWriter.word(change.type()),
                change.seq(),
                DefinitionWriter.word(filter.definition().kind()),
                DefinitionWriter.word(filter.definition().severity()),
                new NeedRecord.FilterRef(
                        filter.id(), filter.version(), filter.definition().name()),
                agent,
                need.team(),
                topic,
                new NeedRecord.Why(
                        change.reason().sentence(topic),
                        change.reason().looked(),
                        change.reason().ratings()),
                need.causedAt(),
                need.freshUntil(),
                new NeedRecord.Cause(need.cause().source(), need.cause().responseId()),
                change.evidence().stream().map(NeedRecords::evidence).toList(),
                change.evidenceLeft());
    }

    private static UUID needId(Need need, String topic, String agentId) {
        return Uuid5.of(
                "need",
                need.filter().id(),
                agentId,
                topic,
                need.cause().source(),
                need.cause().responseId());
    }

    private static NeedRecord.Evidence evidence(Mark mark) {
        return new NeedRecord.Evidence(
                mark.response().source(), mark.response().responseId(), mark.respondedAt(), mark.score());
    }

    private static boolean speaksOf(NeedChange change, SurveyResponse arrived) {
        ResponseKey key = new ResponseKey(arrived.source(), arrived.responseId());
        return switch (change.type()) {
            case RAISED -> change.need().cause().equals(key);
            case EVIDENCE_ADDED ->
                change.evidence().stream().anyMatch(mark -> mark.response().equals(key));
            case WITHDRAWN -> false;
        };
    }
}
