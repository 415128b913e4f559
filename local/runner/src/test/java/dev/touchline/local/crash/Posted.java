package dev.touchline.local.crash;

import dev.touchline.local.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of a survey response, as a platform posts it.
 *
 * @param updatedAt orders the versions of one response; no two versions share one
 * @param ratings by topic, 1 (worst) to 5
 */
record Posted(String responseId, String agent, Instant respondedAt, Instant updatedAt, Map<String, Integer> ratings) {
    /** The source that {@code LocalStack} registers. */
    static final String SOURCE = "demo";

    Posted {
        ratings = Map.copyOf(ratings);
    }

    /** The rating on 0 to 100. */
    double score(String topic) {
        Integer value = ratings.get(topic);
        if (value == null) {
            throw new IllegalArgumentException(responseId + " does not rate " + topic);
        }
        return (value - 1) * 25.0;
    }

    /** The same response, said anew. */
    Posted revised(Instant at, Map<String, Integer> nowRated) {
        return new Posted(responseId, agent, respondedAt, at, nowRated);
    }

    /** The canonical JSON. */
    String json() {
        List<Object> rated = new ArrayList<>();
        new TreeMap<>(ratings)
                .forEach((topic, value) -> rated.add(
                        Json.object("topic", topic, "value", value, "scale", Json.object("min", 1, "max", 5))));
        return Json.write(Json.object(
                "responseId", responseId,
                "respondedAt", respondedAt.toString(),
                "updatedAt", updatedAt.toString(),
                "interaction",
                        Json.object("id", "call-" + responseId, "channel", "voice", "endedAt", respondedAt.toString()),
                "agent", Json.object("id", agent),
                "ratings", rated,
                "comment", comment()));
    }

    /** Different words for every version. */
    String comment() {
        return "Words of %s as of %s".formatted(responseId, updatedAt);
    }
}
