package dev.touchline.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Problem details for what is refused before it reaches an endpoint: a body too large, a path that is none. */
@Singleton
public class EdgeProblems {
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 414, 415, 431);
    private final ObjectMapper json;

    EdgeProblems(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, context -> answer(context, status)));
    }

    private void answer(RoutingContext context, int status) {
        if (context.response().headWritten() || context.response().ended()) {
            return;
        }
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        if (status == 413) {
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
