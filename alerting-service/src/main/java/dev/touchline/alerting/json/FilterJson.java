package dev.touchline.alerting.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Edition;
import dev.touchline.alerting.core.Filter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/** A version of a filter as it travels on {@code alerting.filters}. */
public final class FilterJson {
    /** CloudEvents type of a version. */
    public static final String TYPE = "dev.touchline.filter.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private FilterJson() {}

    /** Names a version: {@code filterId@version}. On Kafka a repeated publication adds its number. */
    public static String key(String filterId, long version) {
        return filterId + "@" + version;
    }

    public static byte[] write(
            String filterId, long version, Instant effectiveFrom, boolean deleted, JsonNode definition) {
        ObjectNode node = JSON.createObjectNode();
        node.put("filterId", filterId);
        node.put("version", version);
        node.put("effectiveFrom", effectiveFrom.toString());
        node.put("deleted", deleted);
        node.set("definition", definition);
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable", e);
        }
    }

    /**
     * Fields that are not known beside the definition are ignored, those within it are not.
     *
     * @throws UnreadableFilter when this version of Touchline can't make a filter of it
     */
    public static Edition read(byte[] value) throws UnreadableFilter {
        try {
            JsonNode node = JSON.readTree(value);
            Head head = head(node);
            return node.path("deleted").asBoolean()
                    ? new Edition.Ended(head.filterId(), head.version(), head.effectiveFrom())
                    : new Filter(
                            head.filterId(), head.version(), head.effectiveFrom(), definition(node.path("definition")));
        } catch (IOException e) {
            throw new UnreadableFilter("not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableFilter(String.valueOf(e.getMessage()));
        }
    }

    /** Which version it is, whether or not its definition can be understood. */
    public record Head(String filterId, long version, Instant effectiveFrom) {}

    /** Reads the head of what {@link #write} wrote. */
    public static Head head(byte[] written) {
        try {
            return head(JSON.readTree(written));
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a version of a filter", e);
        }
    }

    private static Head head(JsonNode node) {
        return new Head(
                node.path("filterId").asText(),
                node.path("version").asLong(),
                Instant.parse(node.path("effectiveFrom").asText()));
    }

    private static Definition definition(JsonNode node) throws UnreadableFilter {
        return switch (DefinitionReader.read(node, Set.of())) {
            case Parsed.Fine fine -> fine.definition();
            case Parsed.Broken broken -> throw new UnreadableFilter(broken.summary());
        };
    }

    /** A stored filter that can't be understood, with the reason. */
    public static final class UnreadableFilter extends Exception {
        UnreadableFilter(String reason) {
            super(reason, null, false, false);
        }
    }
}
