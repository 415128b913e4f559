package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * How many flags of a filter were muted in a partition, ever; travels on {@code alerting.muted}.
 *
 * @param silenced those of them that a silence muted; the others a systemic cause did
 */
record MutedFlags(String filterId, int partition, long muted, long silenced) {
    /** CloudEvents type. */
    static final String TYPE = "dev.touchline.muted.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code filterId/partition}. */
    String key() {
        return filterId + "/" + partition;
    }

    byte[] write() {
        ObjectNode node = JSON.createObjectNode()
                .put("filterId", filterId)
                .put("partition", partition)
                .put("muted", muted);
        if (silenced > 0) {
            node.put("silenced", silenced);
        }
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable", e);
        }
    }

    /** @throws IllegalArgumentException when it is none */
    static MutedFlags read(byte[] value) {
        try {
            JsonNode node = JSON.readTree(value);
            return new MutedFlags(
                    node.required("filterId").asText(),
                    node.required("partition").asInt(),
                    node.required("muted").asLong(),
                    node.path("silenced").asLong());
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a number of muted flags", e);
        }
    }
}
