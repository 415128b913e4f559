package dev.touchline.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.jspecify.annotations.Nullable;

/** Problem details for what is refused before it reaches an endpoint: a body too large, a path that is none. */
@Singleton
public class EdgeProblems {
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 414, 415, 431);
    /** Before Quarkus's own check of the length (order -2), which answers without a word. */
    private static final int BEFORE_UPLOAD_LIMIT = -10;
    /** After that check, before any endpoint. */
    private static final int AFTER_UPLOAD_LIMIT = -1;
    /** A client that still sends hears an answer only if we take the rest; beyond this we hang up instead. */
    static final long DRAINED_BYTES = 16 * 1024 * 1024;

    private final ObjectMapper json;
    private final long maxBody;

    EdgeProblems(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.json = json;
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::refuseTooLarge);
        router.route().order(AFTER_UPLOAD_LIMIT).handler(EdgeProblems::leaveUnknownLengths);
        STATUSES.forEach(status -> router.errorHandler(status, context -> answer(context, status)));
    }

    private void refuseTooLarge(RoutingContext context) {
        long length = length(context.request().getHeader("Content-Length"));
        if (length <= maxBody) {
            context.next();
        } else if (length <= DRAINED_BYTES) {
            context.request().endHandler(end -> answer(context, 413)).resume();
        } else {
            answer(context, 413);
        }
    }

    /** 413, for a body that was read in part: the connection can't go on. */
    static Problem tooLarge() {
        return Problem.of(413, "Request Entity Too Large").withHeader("Connection", "close");
    }

    /** What is read of a body without a length is for {@link BodyLimit} to bound; here only as a last resort. */
    private static void leaveUnknownLengths(RoutingContext context) {
        if (context.request().getHeader("Content-Length") == null) {
            context.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, DRAINED_BYTES);
        }
        context.next();
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void answer(RoutingContext context, int status) {
        if (context.response().headWritten() || context.response().ended()) {
            return;
        }
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        if (status == 413 && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", ProblemResponse.MEDIA_TYPE)
                .end(body(Problem.of(status, title)));
    }

    private String body(Problem problem) {
        try {
            return json.writeValueAsString(problem.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always writable", e);
        }
    }
}
