package dev.touchline.feedback.json;

import static dev.touchline.feedback.json.Json.number;
import static dev.touchline.feedback.json.Json.optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.IsoTime;
import dev.touchline.feedback.core.Rating;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
            times(out, response.respondedAt(), response.updatedAt());
            agent(out, whose.agent(), response.agent() instanceof AgentRef.ByAlias alias ? alias : null);
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

    /** Tells everybody that a published response counts for this agent now. */
    public static byte[] moved(UUID eventId, PublishedResponse response, int attribution, Attributed whose) {
        return Json.object(out -> {
            out.writeStringField("eventId", eventId.toString());
            out.writeStringField("source", response.source());
            out.writeStringField("responseId", response.responseId());
            out.writeNumberField("attribution", attribution);
            out.writeStringField("receivedAt", IsoTime.text(response.receivedAt()));
            times(out, response.respondedAt(), response.updatedAt());
            agent(out, whose.agent(), response.alias());
            out.writeStringField("team", whose.team());
            raw(out, "interaction", response.interaction());
            ResponseWriter.customer(out, response.customerRef());
            raw(out, "ratings", response.ratings());
            ResponseWriter.words(out, response.comment(), response.language(), response.tags());
        });
    }

    /** Tells those who know a response as this agent's that it is not. */
    public static byte[] retracted(Retraction retraction) {
        return Json.object(out -> {
            out.writeStringField("eventId", retraction.eventId().toString());
            out.writeStringField("source", retraction.source());
            out.writeStringField("responseId", retraction.responseId());
            out.writeNumberField("attribution", retraction.attribution());
            out.writeStringField("updatedAt", IsoTime.text(retraction.updatedAt()));
            out.writeStringField("retractedAt", IsoTime.text(retraction.retractedAt()));
            out.writeObjectFieldStart("agent");
            out.writeStringField("id", retraction.agentId());
            out.writeStringField("name", retraction.agentName());
            out.writeEndObject();
            out.writeStringField("team", retraction.team());
            out.writeStringField("reason", retraction.reason());
        });
    }

    /** To the microsecond, as tables keep them: what is read back must be as old as what was written. */
    private static void times(JsonGenerator out, Instant respondedAt, Instant updatedAt) throws IOException {
        out.writeStringField("respondedAt", IsoTime.text(respondedAt.truncatedTo(ChronoUnit.MICROS)));
        out.writeStringField("updatedAt", IsoTime.text(updatedAt.truncatedTo(ChronoUnit.MICROS)));
    }

    private static void agent(JsonGenerator out, Agent agent, AgentRef.@Nullable ByAlias alias) throws IOException {
        out.writeObjectFieldStart("agent");
        out.writeStringField("id", agent.id());
        out.writeStringField("name", agent.name());
        if (agent.startedOn() != null) {
            out.writeStringField("startedOn", agent.startedOn().toString());
        }
        if (alias != null) {
            ResponseWriter.alias(out, alias);
        }
        out.writeEndObject();
    }

    private static void raw(JsonGenerator out, String name, @Nullable String json) throws IOException {
        if (json != null) {
            out.writeFieldName(name);
            out.writeRawValue(json);
        }
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
