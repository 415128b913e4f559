package dev.touchline.feedback.json;

import static dev.touchline.feedback.json.Json.number;
import static dev.touchline.feedback.json.Json.optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.touchline.feedback.core.IsoTime;
import dev.touchline.feedback.core.Rating;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import java.io.IOException;

/** Writes the events about a response. Absent fields are left out. */
public final class EventWriter {
    /** The attribution number of a response that was never moved to another agent. */
    public static final int FIRST_ATTRIBUTION = 1;

    private EventWriter() {}

    /** Tells everybody whose response this is, what it scores, and which team answers for it. */
    public static byte[] attributed(Envelope envelope, SurveyResponse response, Attributed whose) {
        return Json.object(out -> {
            envelope(out, envelope, response);
            out.writeNumberField("attribution", FIRST_ATTRIBUTION);
            out.writeStringField("receivedAt", IsoTime.text(envelope.receivedAt()));
            ResponseWriter.times(out, response);
            out.writeObjectFieldStart("agent");
            out.writeStringField("id", whose.agent().id());
            out.writeStringField("name", whose.agent().name());
            out.writeEndObject();
            out.writeStringField("team", whose.team());
            ResponseWriter.contact(out, response);
            out.writeArrayFieldStart("ratings");
            for (Rating rating : response.ratings()) {
                scored(out, rating);
            }
            out.writeEndArray();
            ResponseWriter.words(out, response);
        });
    }

    /** Says that nobody knows the agent yet; holds the response as it was posted. */
    public static byte[] parked(Envelope envelope, SurveyResponse response, String reason) {
        return Json.object(out -> {
            envelope(out, envelope, response);
            out.writeStringField("receivedAt", IsoTime.text(envelope.receivedAt()));
            out.writeStringField("reason", reason);
            ResponseWriter.agent(out, response.agent());
            out.writeFieldName("response");
            ResponseWriter.response(out, response);
        });
    }

    private static void envelope(JsonGenerator out, Envelope envelope, SurveyResponse response) throws IOException {
        out.writeStringField("eventId", envelope.eventId().toString());
        out.writeStringField("source", envelope.source());
        out.writeStringField("responseId", response.responseId());
    }

    private static void scored(JsonGenerator out, Rating rating) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", rating.topic());
        number(out, "value", rating.value());
        optional(out, "label", rating.label());
        out.writeObjectFieldStart("scale");
        ResponseWriter.ends(out, rating.scale());
        out.writeEndObject();
        out.writeNumberField("score", rating.score().value());
        out.writeEndObject();
    }
}
