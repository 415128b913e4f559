package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** How many flags of a filter were muted in a partition, ever; travels on {@code alerting.muted}. */
record MutedFlags(String filterId, int partition, long muted) {
    /** CloudEvents type. */
    static final String TYPE = "dev.touchline.muted.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code filterId/partition}. */
    String key() {
        return filterId + "/" + partition;
    }

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("filterId", filterId)
                    .put("partition", partition)
                    .put("muted", muted));
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
                    node.required("muted").asLong());
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a number of muted flags", e);
        }
    }
}
