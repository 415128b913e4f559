package dev.touchline.alerting.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Histogram;
import dev.touchline.alerting.core.Snapshot;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A snapshot as it travels on {@code alerting.baselines}. */
public final class SnapshotJson {
    /** CloudEvents type of a snapshot. */
    public static final String TYPE = "dev.touchline.baseline.v1";

    /** Stands in a key for the whole organisation; no team is called so. */
    private static final String EVERYBODY = "*";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SnapshotJson() {}

    /** Names a snapshot: {@code team/topic/day/partition}. */
    public static String key(Snapshot snapshot) {
        Snapshot.Group group = snapshot.group();
        return String.join(
                "/",
                group.team().orElse(EVERYBODY),
                group.topic(),
                LocalDate.ofEpochDay(snapshot.day()).toString(),
                Integer.toString(snapshot.partition()));
    }

    public static byte[] write(Snapshot snapshot) {
        ObjectNode node = JSON.createObjectNode();
        snapshot.group().team().ifPresent(team -> node.put("team", team));
        node.put("topic", snapshot.group().topic());
        node.put("day", LocalDate.ofEpochDay(snapshot.day()).toString());
        node.put("partition", snapshot.partition());
        ArrayNode ratings = node.putArray("ratings");
        snapshot.ratings()
                .each((point, count) -> ratings.addObject().put("point", point).put("count", count));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always writable", e);
        }
    }

    /** @throws IllegalArgumentException when it is none */
    public static Snapshot read(byte[] value) {
        try {
            JsonNode node = JSON.readTree(value);
            Optional<String> team = Optional.ofNullable(node.get("team")).map(JsonNode::asText);
            Histogram ratings = Histogram.EMPTY;
            for (JsonNode rated : node.path("ratings")) {
                ratings = ratings.plus(
                        rated.required("point").asInt(), rated.required("count").asInt());
            }
            return new Snapshot(
                    new Snapshot.Group(team, node.required("topic").asText()),
                    LocalDate.parse(node.required("day").asText()).toEpochDay(),
                    node.required("partition").asInt(),
                    ratings);
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("Not a snapshot", e);
        }
    }
}
