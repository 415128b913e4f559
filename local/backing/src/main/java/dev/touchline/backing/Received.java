package dev.touchline.backing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as a test sees it.
 *
 * @param value the text; null for a tombstone
 * @param headers by name; of a repeated one the last
 */
public record Received(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the headers. */
    public Received {
        headers = Map.copyOf(headers);
    }

    static Received of(ConsumerRecord<String, String> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return new Received(record.topic(), record.partition(), record.offset(), record.key(), record.value(), headers);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The CloudEvents type; empty without one. */
    public String type() {
        return headers.getOrDefault("ce_type", "");
    }

    /** The CloudEvents id; empty without one. */
    public String id() {
        return headers.getOrDefault("ce_id", "");
    }

    /** The value as JSON; a missing node for a tombstone. */
    public JsonNode json() {
        try {
            return value == null ? JSON.missingNode() : JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON at %s-%d@%d".formatted(topic, partition, offset), e);
        }
    }
}
