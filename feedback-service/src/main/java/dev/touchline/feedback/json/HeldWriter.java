package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.touchline.feedback.json.HeldDelivery.ItemCause;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what goes into quarantine besides responses that wait for their agent. */
public final class HeldWriter {
    static final String DELIVERY = "delivery";
    static final String FETCH_BACK = "fetch-back";

    private HeldWriter() {}

    /** A delivery with its raw bytes. */
    public static byte[] delivery(HeldDelivery held) {
        return Json.object(out -> {
            envelope(out, DELIVERY, held.envelope(), held.reason(), held.mappingVersion());
            out.writeFieldName("causes");
            causes(out, held.causes());
            out.writeFieldName("headers");
            headers(out, held.delivery().headers());
            out.writeBinaryField("body", held.delivery().body());
        });
    }

    /** Word of a response that is to be fetched. */
    public static byte[] fetchBack(FetchNotice notice) {
        return Json.object(out -> {
            envelope(out, FETCH_BACK, notice.envelope(), FetchNotice.REASON, notice.mappingVersion());
            out.writeStringField("surveyId", notice.surveyId());
            out.writeStringField("responseId", notice.responseId());
        });
    }

    private static void envelope(JsonGenerator out, String kind, Envelope envelope, String reason, long mappingVersion)
            throws IOException {
        out.writeStringField("kind", kind);
        out.writeStringField("eventId", envelope.eventId().toString());
        out.writeStringField("source", envelope.source());
        out.writeStringField("receivedAt", envelope.receivedAt().toString());
        out.writeStringField("reason", reason);
        out.writeNumberField("mappingVersion", mappingVersion);
    }

    static void causes(JsonGenerator out, List<ItemCause> causes) throws IOException {
        out.writeStartArray();
        for (ItemCause cause : causes) {
            out.writeStartObject();
            out.writeNumberField("item", cause.item());
            out.writeStringField("pointer", cause.pointer());
            out.writeStringField("detail", cause.detail());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void headers(JsonGenerator out, Map<String, String> headers) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.writeStringField(header.getKey(), header.getValue());
        }
        out.writeEndObject();
    }
}
