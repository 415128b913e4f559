package dev.touchline.bench.micro;

import dev.touchline.bench.load.RequestTemplate;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.ContentHash;
import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.json.Body;
import dev.touchline.feedback.json.BodyReader;
import dev.touchline.feedback.json.ResponseWriter;
import dev.touchline.kit.Uuid5;
import dev.touchline.local.Json;
import dev.touchline.local.demo.Organisation;
import dev.touchline.local.demo.SurveyGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What feedback-service's core takes for one response, without HTTP and Kafka. */
@State(Scope.Thread)
public class IngestBench {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final byte[] body = body();
    private final SurveyResponse response = valid(BodyReader.json(body, NOW));

    /** JSON to a checked response. */
    @Benchmark
    public Body readAndCheck() {
        return BodyReader.json(body, NOW);
    }

    /** The event's id: SHA-256 of the content, then SHA-1 of the parts. */
    @Benchmark
    public UUID identify() {
        return Uuid5.of(
                "response",
                "demo",
                response.responseId(),
                response.updatedAt().toString(),
                ContentHash.of(response),
                "1");
    }

    /** A response to JSON. */
    @Benchmark
    public byte[] write() {
        return ResponseWriter.bytes(response);
    }

    private static byte[] body() {
        var posted = new SurveyGenerator(Organisation.demo(), 1, "bench").next(NOW);
        posted.put("responseId", "b-" + RequestTemplate.ID_SLOT);
        return Json.write(posted).getBytes(StandardCharsets.UTF_8);
    }

    private static SurveyResponse valid(Body body) {
        if (body instanceof Body.Single(Checked.Valid(SurveyResponse valid))) {
            return valid;
        }
        throw new IllegalStateException("The demo's responses must be valid: " + body);
    }
}
