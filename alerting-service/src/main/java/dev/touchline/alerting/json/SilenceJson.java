package dev.touchline.alerting.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Silence;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of a silence as it travels on {@code alerting.filters}, beside those of filters. */
public final class SilenceJson {
    /** CloudEvents type of a version. */
    public static final String TYPE = "dev.touchline.silence.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SilenceJson() {}

    /** Names a version so that no filter's is called the same. */
    public static String key(String silenceId, long version) {
        return "silence/" + silenceId + "@" + version;
    }

    /** @param quiet what it says; of a lifted one it is left out */
    public static byte[] write(
            String silenceId, long version, Instant effectiveFrom, boolean lifted, @Nullable JsonNode quiet) {
        ObjectNode node = JSON.createObjectNode();
        node.put("silenceId", silenceId);
        node.put("version", version);
        node.put("effectiveFrom", effectiveFrom.toString());
        node.put("lifted", lifted);
        if (!lifted) {
            node.set("silence", quiet);
        }
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable", e);
        }
    }

    /** Whether a record is one. */
    public static boolean isOne(String key) {
        return key.startsWith("silence/");
    }

    /** @throws IllegalArgumentException when this version of Touchline can't make a silence of it */
    public static Silence read(byte[] value) {
        try {
            JsonNode node = JSON.readTree(value);
            Head head = head(node);
            return new Silence(
                    head.silenceId(),
                    head.version(),
                    head.effectiveFrom(),
                    node.path("lifted").asBoolean()
                            ? Optional.empty()
                            : Optional.of(QuietJson.read(node.path("silence"))));
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("not a silence", e);
        }
    }

    /** Which version it is. */
    public record Head(String silenceId, long version, Instant effectiveFrom) {}

    /** Reads the head of what {@link #write} wrote. */
    public static Head head(byte[] written) {
        try {
            return head(JSON.readTree(written));
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a version of a silence", e);
        }
    }

    private static Head head(JsonNode node) {
        return new Head(
                node.path("silenceId").asText(),
                node.path("version").asLong(),
                Instant.parse(node.path("effectiveFrom").asText()));
    }
}
