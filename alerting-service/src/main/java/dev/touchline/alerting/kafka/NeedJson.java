package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes needs as JSON, field by field: binding them took a seventh of all that a response costs. */
final class NeedJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_SIZE = 1024;
    private static final byte[] RESPONSE = ",\"response\":".getBytes(StandardCharsets.UTF_8);

    private NeedJson() {}

    static byte[] write(NeedRecord need) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("needId", need.needId().toString());
            json.writeStringField("type", need.type());
            json.writeNumberField("seq", need.seq());
            json.writeStringField("kind", need.kind());
            json.writeStringField("severity", need.severity());
            json.writeObjectFieldStart("filter");
            json.writeStringField("id", need.filter().id());
            json.writeNumberField("version", need.filter().version());
            json.writeStringField("name", need.filter().name());
            json.writeEndObject();
            about(json, need);
            time(json, "raisedAt", need.raisedAt());
            time(json, "freshUntil", need.freshUntil());
            evidence(json, need);
            json.writeNumberField("evidenceLeft", need.evidenceLeft());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Plain values are always writable to memory", e);
        }
        return out.toByteArray();
    }

    /** A need with the response that arrived, which is JSON, as its last field. */
    static byte[] with(byte[] need, byte[] response) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sizeWith(need, response));
        out.write(need, 0, need.length - 1);
        out.writeBytes(RESPONSE);
        out.writeBytes(response);
        out.write('}');
        return out.toByteArray();
    }

    /** How many bytes that makes. */
    static int sizeWith(byte[] need, byte[] response) {
        return need.length + RESPONSE.length + response.length;
    }

    private static void about(JsonGenerator json, NeedRecord need) throws IOException {
        NeedRecord.AgentRef agent = need.agent();
        if (agent != null) {
            json.writeObjectFieldStart("agent");
            json.writeStringField("id", agent.id());
            json.writeStringField("name", agent.name());
            json.writeEndObject();
        }
        json.writeStringField("team", need.team());
        json.writeStringField("topic", need.topic());
        json.writeObjectFieldStart("why");
        json.writeStringField("sentence", need.why().sentence());
        json.writeNumberField("n", need.why().n());
        json.writeNumberField("poor", need.why().poor());
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, NeedRecord need) throws IOException {
        json.writeObjectFieldStart("cause");
        json.writeStringField("source", need.cause().source());
        json.writeStringField("responseId", need.cause().responseId());
        json.writeEndObject();
        json.writeArrayFieldStart("evidence");
        for (NeedRecord.Evidence one : need.evidence()) {
            json.writeStartObject();
            json.writeStringField("source", one.source());
            json.writeStringField("responseId", one.responseId());
            time(json, "respondedAt", one.respondedAt());
            json.writeNumberField("score", one.score());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void time(JsonGenerator json, String field, Instant time) throws IOException {
        json.writeStringField(field, time.toString());
    }
}
