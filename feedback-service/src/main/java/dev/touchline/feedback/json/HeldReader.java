package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.json.HeldDelivery.ItemCause;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link HeldWriter} wrote. */
public final class HeldReader {
    private static final int CHARS = 20_000_000;

    private static final ObjectMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(CHARS).build())
            .build());

    private HeldReader() {}

    /** A record of {@code survey.quarantine} of which this is the kind. */
    public sealed interface Held {
        /** A delivery of which something could not be taken. */
        record OfDelivery(HeldDelivery delivery) implements Held {}

        /** Word of a response that is to be fetched. */
        record OfFetch(FetchNotice notice) implements Held {}

        /** Something else, such as a parked response. */
        record Other() implements Held {}
    }

    /** Empty when the record is damaged. */
    public static Optional<Held> read(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(value);
            return switch (event.path("kind").asText()) {
                case HeldWriter.DELIVERY -> Optional.of(new Held.OfDelivery(delivery(event)));
                case HeldWriter.FETCH_BACK -> Optional.of(new Held.OfFetch(notice(event)));
                default -> Optional.of(new Held.Other());
            };
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Headers as {@link #headers} gives them, read back. */
    public static Map<String, String> headers(String json) throws IOException {
        return headers(JSON.readTree(json));
    }

    /** Headers as one JSON object. */
    public static String headers(Delivery delivery) {
        return JSON.valueToTree(delivery.headers()).toString();
    }

    /** Causes as one JSON array. */
    public static String causes(List<ItemCause> causes) {
        return JSON.valueToTree(causes).toString();
    }

    private static HeldDelivery delivery(JsonNode event) throws IOException {
        byte[] body = event.path("body").binaryValue();
        if (body == null) {
            throw new IllegalArgumentException("A delivery has a body");
        }
        List<ItemCause> causes = new ArrayList<>();
        event.path("causes")
                .forEach(cause -> causes.add(new ItemCause(
                        cause.path("item").asInt(),
                        cause.path("pointer").asText(),
                        cause.path("detail").asText())));
        return new HeldDelivery(
                envelope(event),
                event.path("reason").asText(),
                event.path("mappingVersion").asLong(),
                causes,
                new Delivery(body, headers(event.path("headers"))));
    }

    private static FetchNotice notice(JsonNode event) {
        String surveyId = event.path("surveyId").asText();
        String responseId = event.path("responseId").asText();
        if (surveyId.isEmpty() || responseId.isEmpty()) {
            throw new IllegalArgumentException("A notice names a survey and a response");
        }
        return new FetchNotice(envelope(event), event.path("mappingVersion").asLong(), surveyId, responseId);
    }

    private static Envelope envelope(JsonNode event) {
        return new Envelope(
                UUID.fromString(event.path("eventId").asText()),
                event.path("source").asText(),
                Instant.parse(event.path("receivedAt").asText()));
    }

    private static Map<String, String> headers(JsonNode object) {
        Map<String, String> headers = new HashMap<>();
        object.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }
}
