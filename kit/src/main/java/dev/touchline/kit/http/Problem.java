package dev.touchline.kit.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer that is not a success, as RFC 9457 problem details. Throw it anywhere below an endpoint. */
public final class Problem extends RuntimeException {
    /** One thing that is wrong, and where: a JSON pointer into the body, or the name of a parameter or header. */
    @Schema(name = "ProblemCause")
    public record Cause(
            @Schema(
                    required = true,
                    description = "A JSON pointer into the body, or the name of a parameter or header.")
            String pointer,

            @Schema(required = true, description = "What is wrong there.")
            String detail) {}

    /** The JSON body; {@code errors} lists every cause at once. */
    @Schema(name = "Problem", description = "Problem details, RFC 9457.")
    public record Body(
            @Schema(required = true, examples = "about:blank")
            String type,

            @Schema(required = true, description = "The kind of problem.")
            String title,

            @Schema(required = true) int status,

            @Schema(description = "What to do about it.") @Nullable
            String detail,

            @Schema(description = "Every cause at once.") @Nullable
            List<Cause> errors) {}

    private final int status;
    private final String title;
    private final @Nullable String detail;
    private final List<Cause> causes;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Problem(int status, String title, @Nullable String detail, List<Cause> causes) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.causes = List.copyOf(causes);
    }

    public Problem(int status, String title, List<Cause> causes) {
        this(status, title, null, causes);
    }

    public static Problem of(int status, String title) {
        return new Problem(status, title, null, List.of());
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of());
    }

    /** 404; also for what exists but is not the caller's to see. */
    public static Problem notFound(String what) {
        return of(404, what + " not found");
    }

    /** 503 with Retry-After in whole seconds, at least 1. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return of(503, "Service unavailable", detail)
                .withHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    public Problem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public List<Cause> causes() {
        return causes;
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Body body() {
        return new Body("about:blank", title, status, detail, causes.isEmpty() ? null : causes);
    }
}
