package dev.touchline.feedback.json;

import static dev.touchline.feedback.json.Json.number;
import static dev.touchline.feedback.json.Json.optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.touchline.feedback.core.metric.Evaluation;
import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.feedback.core.metric.Poster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes the events about an agent's metrics and evaluations. Absent fields are left out. */
public final class PerformanceWriter {
    private PerformanceWriter() {}

    /** What was posted, by whom, and when it got here. */
    public record Receipt(UUID eventId, Poster poster, Instant receivedAt) {}

    public static byte[] metric(Receipt receipt, MetricValue metric) {
        return Json.object(out -> {
            receipt(out, receipt);
            out.writeStringField("agent", metric.agent());
            out.writeStringField("metric", metric.metric());
            out.writeStringField("from", metric.from().toString());
            out.writeStringField("to", metric.to().toString());
            number(out, "value", metric.value());
        });
    }

    public static byte[] evaluation(Receipt receipt, Evaluation evaluation) {
        return Json.object(out -> {
            receipt(out, receipt);
            out.writeStringField("agent", evaluation.agent());
            out.writeObjectFieldStart("interaction");
            out.writeStringField("id", evaluation.interactionId());
            optional(out, "url", evaluation.interactionUrl());
            out.writeEndObject();
            out.writeStringField("by", evaluation.by());
            out.writeStringField("at", evaluation.at().toString());
            texts(out, "seen", evaluation.seen());
            optional(out, "ideal", evaluation.ideal());
            texts(out, "strengths", evaluation.strengths());
            texts(out, "gaps", evaluation.gaps());
            optional(out, "topic", evaluation.topic());
            if (evaluation.score() != null) {
                number(out, "score", evaluation.score());
            }
        });
    }

    private static void receipt(JsonGenerator out, Receipt receipt) throws IOException {
        out.writeStringField("eventId", receipt.eventId().toString());
        out.writeObjectFieldStart("postedBy");
        switch (receipt.poster()) {
            case Poster.Platform(String source) -> out.writeStringField("source", source);
            case Poster.Person(String subject) -> out.writeStringField("subject", subject);
        }
        out.writeEndObject();
        out.writeStringField("receivedAt", receipt.receivedAt().toString());
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
