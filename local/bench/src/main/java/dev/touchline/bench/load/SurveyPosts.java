package dev.touchline.bench.load;

import static dev.touchline.local.Json.object;

import dev.touchline.local.Json;
import dev.touchline.local.demo.Organisation;
import dev.touchline.local.demo.SurveyGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Canonical survey responses as the demo's platform writes them (about 600 bytes), made into templates. */
public final class SurveyPosts {
    /**
     * Enough for the words to vary as they would; few enough to stay in the cache of a machine that does other work.
     */
    private static final int TEMPLATES = 256;

    private static final int BATCH_TEMPLATES = 16;
    private static final String PATH = "/api/feedback/v1/responses";

    private final String authority;
    private final String sourceKey;
    private final SurveyGenerator generator;
    private final Instant now;

    /** @param now when they were all answered */
    public SurveyPosts(String authority, String sourceKey, long seed, Instant now) {
        this.authority = authority;
        this.sourceKey = sourceKey;
        this.generator = new SurveyGenerator(Organisation.demo(), seed, "bench");
        this.now = now;
    }

    /** How a response of a number is called. */
    public static String responseId(long id) {
        return "b-%010d".formatted(id);
    }

    /** One response a request, ratings as they come. */
    public List<RequestTemplate> single() {
        return IntStream.range(0, TEMPLATES)
                .mapToObj(_ -> post("application/json", Json.write(usual())))
                .toList();
    }

    /** One response a request, which the bench's filter takes exception to. */
    public List<RequestTemplate> poor() {
        return IntStream.range(0, TEMPLATES)
                .mapToObj(_ -> post("application/json", Json.write(poorOne())))
                .toList();
    }

    /** {@code size} responses a request as a JSON array. */
    public List<RequestTemplate> arrays(int size) {
        return batches(size, "application/json", "[", ",", "]");
    }

    /** {@code size} responses a request, one a line. */
    public List<RequestTemplate> lines(int size) {
        return batches(size, "application/x-ndjson", "", "\n", "\n");
    }

    private List<RequestTemplate> batches(int size, String type, String before, String between, String after) {
        List<RequestTemplate> batches = new ArrayList<>();
        for (int i = 0; i < BATCH_TEMPLATES; i++) {
            List<String> responses = Collections.nCopies(size, "").stream()
                    .map(_ -> Json.write(usual()))
                    .toList();
            batches.add(post(type, before + String.join(between, responses) + after));
        }
        return List.copyOf(batches);
    }

    private RequestTemplate post(String type, String body) {
        return RequestTemplate.post(authority, PATH, sourceKey, type, body);
    }

    private Map<String, Object> usual() {
        Map<String, Object> response = generator.next(now);
        response.put("responseId", "b-" + RequestTemplate.ID_SLOT);
        response.put("agent", object("id", "b-" + RequestTemplate.AGENT_SLOT));
        return response;
    }

    private Map<String, Object> poorOne() {
        Map<String, Object> response = usual();
        response.put(
                "ratings", List.of(rating("t-" + RequestTemplate.TOPIC_SLOT, 1, 1, 5), rating("overall", 2, 0, 10)));
        return response;
    }

    private static Map<String, Object> rating(String topic, int value, int min, int max) {
        return object("topic", topic, "value", value, "scale", object("min", min, "max", max));
    }
}
