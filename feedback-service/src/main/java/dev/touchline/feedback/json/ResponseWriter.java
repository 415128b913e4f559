package dev.touchline.feedback.json;

import static dev.touchline.feedback.json.Json.number;
import static dev.touchline.feedback.json.Json.optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Interaction;
import dev.touchline.feedback.core.IsoTime;
import dev.touchline.feedback.core.Rating;
import dev.touchline.feedback.core.Scale;
import dev.touchline.feedback.core.SurveyResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a response in the canonical form, which {@link BodyReader} reads back as the same response. */
public final class ResponseWriter {
    private ResponseWriter() {}

    /** The response as bytes. */
    public static byte[] bytes(SurveyResponse response) {
        return Json.object(out -> fields(out, response));
    }

    static void response(JsonGenerator out, SurveyResponse response) throws IOException {
        out.writeStartObject();
        fields(out, response);
        out.writeEndObject();
    }

    static void times(JsonGenerator out, SurveyResponse response) throws IOException {
        out.writeStringField("respondedAt", IsoTime.text(response.respondedAt()));
        out.writeStringField("updatedAt", IsoTime.text(response.updatedAt()));
    }

    static void agent(JsonGenerator out, AgentRef ref) throws IOException {
        out.writeObjectFieldStart("agent");
        switch (ref) {
            case AgentRef.ById(String id) -> out.writeStringField("id", id);
            case AgentRef.ByAlias alias -> alias(out, alias);
        }
        out.writeEndObject();
    }

    static void alias(JsonGenerator out, AgentRef.ByAlias alias) throws IOException {
        out.writeObjectFieldStart("alias");
        out.writeStringField("kind", alias.kind());
        out.writeStringField("value", alias.value());
        out.writeEndObject();
    }

    static void contact(JsonGenerator out, SurveyResponse response) throws IOException {
        Interaction interaction = response.interaction();
        if (interaction != null) {
            out.writeObjectFieldStart("interaction");
            out.writeStringField("id", interaction.id());
            optional(
                    out,
                    "channel",
                    interaction.channel() == null ? null : interaction.channel().wire());
            optional(out, "endedAt", interaction.endedAt() == null ? null : IsoTime.text(interaction.endedAt()));
            optional(out, "url", interaction.url());
            out.writeEndObject();
        }
        customer(out, response.customerRef());
    }

    static void customer(JsonGenerator out, @Nullable String ref) throws IOException {
        if (ref != null) {
            out.writeObjectFieldStart("customer");
            out.writeStringField("ref", ref);
            out.writeEndObject();
        }
    }

    static void words(JsonGenerator out, SurveyResponse response) throws IOException {
        words(out, response.comment(), response.language(), response.tags());
    }

    static void words(JsonGenerator out, @Nullable String comment, @Nullable String language, List<String> tags)
            throws IOException {
        optional(out, "comment", comment);
        optional(out, "language", language);
        if (!tags.isEmpty()) {
            out.writeArrayFieldStart("tags");
            for (String tag : tags) {
                out.writeString(tag);
            }
            out.writeEndArray();
        }
    }

    static void ends(JsonGenerator out, Scale scale) throws IOException {
        number(out, "min", scale.min());
        number(out, "max", scale.max());
        out.writeStringField("direction", scale.direction().wire());
    }

    private static void fields(JsonGenerator out, SurveyResponse response) throws IOException {
        out.writeStringField("responseId", response.responseId());
        times(out, response);
        agent(out, response.agent());
        contact(out, response);
        out.writeArrayFieldStart("ratings");
        for (Rating rating : response.ratings()) {
            rating(out, rating);
        }
        out.writeEndArray();
        words(out, response);
    }

    private static void rating(JsonGenerator out, Rating rating) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", rating.topic());
        if (rating.label() == null) {
            number(out, "value", rating.value());
        } else {
            out.writeStringField("value", rating.label());
        }
        out.writeObjectFieldStart("scale");
        ends(out, rating.scale());
        labels(out, rating.scale().labels());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void labels(JsonGenerator out, Map<String, Double> labels) throws IOException {
        if (labels.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("labels");
        for (Map.Entry<String, Double> label : labels.entrySet()) {
            number(out, label.getKey(), label.getValue());
        }
        out.writeEndObject();
    }
}
