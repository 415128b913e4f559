package dev.touchline.bench.peer;

import static dev.touchline.local.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a sink that knows nothing of responses can take: the same response as one flat row. Same key and as wide as the
 * row that feedback-service writes; its sums and its table of revisions have no counterpart here.
 */
final class SinkRows {
    static final String TABLE = "bench_sink";

    /** The usual two indexes: the key, and the list of a team. */
    static final List<String> DDL =
            List.of("""
            CREATE TABLE bench_sink (
                "eventId" uuid NOT NULL, "source" text COLLATE "C" NOT NULL, "responseId" text COLLATE "C" NOT NULL,
                "attribution" int NOT NULL, "receivedAt" timestamptz NOT NULL, "respondedAt" timestamptz NOT NULL,
                "updatedAt" timestamptz NOT NULL, "agentId" text COLLATE "C" NOT NULL, "team" text COLLATE "C" NOT NULL,
                "ratings" text NOT NULL, "interaction" text, "customerRef" text, "comment" text, "language" text,
                "tags" text, PRIMARY KEY ("source", "responseId"))
            """, "CREATE INDEX bench_sink_team ON bench_sink (\"team\", \"respondedAt\")");

    private static final String TIME = "io.debezium.time.ZonedTimestamp";

    private SinkRows() {}

    /** A record of {@code survey.responses} as a flat row. */
    static ProducerRecord<byte[], byte[]> flat(String kafkaTopic, byte[] key, byte[] event) {
        JsonNode read = Json.read(new String(event, StandardCharsets.UTF_8));
        Map<String, Object> row = new LinkedHashMap<>();
        for (String field : List.of("eventId", "source", "responseId")) {
            row.put(field, read.path(field).asText());
        }
        row.put("attribution", read.path("attribution").asInt());
        for (String field : List.of("receivedAt", "respondedAt", "updatedAt")) {
            row.put(field, read.path(field).asText());
        }
        row.put("agentId", read.at("/agent/id").asText());
        row.put("team", read.path("team").asText());
        row.put("ratings", read.path("ratings").toString());
        put(row, "interaction", read.path("interaction"));
        put(row, "customerRef", read.at("/customer/ref"));
        put(row, "comment", read.path("comment"));
        put(row, "language", read.path("language"));
        put(row, "tags", read.path("tags"));
        return new ProducerRecord<>(kafkaTopic, key, Json.write(row).getBytes(StandardCharsets.UTF_8));
    }

    /** What Connect has to be told about these rows, as its JsonConverter wants it. */
    static String schema() {
        return Json.write(object(
                "type",
                "struct",
                "optional",
                false,
                "fields",
                List.of(
                        field("eventId", "string", "io.debezium.data.Uuid", false),
                        field("source", "string", null, false),
                        field("responseId", "string", null, false),
                        field("attribution", "int32", null, false),
                        field("receivedAt", "string", TIME, false),
                        field("respondedAt", "string", TIME, false),
                        field("updatedAt", "string", TIME, false),
                        field("agentId", "string", null, false),
                        field("team", "string", null, false),
                        field("ratings", "string", null, false),
                        field("interaction", "string", null, true),
                        field("customerRef", "string", null, true),
                        field("comment", "string", null, true),
                        field("language", "string", null, true),
                        field("tags", "string", null, true))));
    }

    private static Map<String, Object> field(String name, String type, @Nullable String meaning, boolean optional) {
        Map<String, Object> field = object("field", name, "type", type, "optional", optional);
        if (meaning != null) {
            field.put("name", meaning);
        }
        return field;
    }

    private static void put(Map<String, Object> row, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            row.put(name, value.isTextual() ? value.asText() : value.toString());
        }
    }
}
