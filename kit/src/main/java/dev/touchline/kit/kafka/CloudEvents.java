package dev.touchline.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in binary content mode: the attributes are record headers, the value is the data. */
public final class CloudEvents {
    public static final String TRACEPARENT = "traceparent";

    private CloudEvents() {}

    /** @param source the service that says it, such as {@code /touchline/alerting-service} */
    public static Headers headers(String source, UUID id, String type, Instant time, @Nullable String traceparent) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id.toString());
        add(headers, "ce_source", source);
        add(headers, "ce_type", type);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/json");
        if (traceparent != null) {
            add(headers, TRACEPARENT, traceparent);
        }
        return headers;
    }

    public static Headers headers(String source, UUID id, String type, Instant time) {
        return headers(source, id, type, time, null);
    }

    public static @Nullable String type(Headers headers) {
        return text(headers, "ce_type");
    }

    public static @Nullable String id(Headers headers) {
        return text(headers, "ce_id");
    }

    /** The last value of that header as text. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
