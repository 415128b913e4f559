package dev.touchline.coaching.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.coaching.http.QueueAnswers.Answer;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.http.ProblemResponse;
import dev.touchline.kit.store.Database;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Answers polls that {@link QueueResource} has answered before, ahead of the layers that verify a token and read a
 * query: most requests of a day are such, and most of what they cost would be those layers. Whatever is not known, not
 * allowed or fails goes the usual way and gets the usual answer.
 */
@Singleton
class QueueShortcut {
    private static final String QUEUE = "/api/coaching/v1/teams/:team/queue";

    private static final Duration RETRY = Duration.ofSeconds(2);

    /** After what is done for every request, before Quarkus's own routes (1000 and up). */
    private static final int BEFORE_QUARKUS = 500;

    private final KnownPolls polls;
    private final QueueAnswers answers;
    private final ObjectMapper json;

    QueueShortcut(KnownPolls polls, QueueAnswers answers, ObjectMapper json) {
        this.polls = polls;
        this.answers = answers;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.get(QUEUE).order(BEFORE_QUARKUS).handler(this::poll);
    }

    private void poll(RoutingContext context) {
        HttpServerRequest request = context.request();
        String authorization = request.getHeader("Authorization");
        QueuePoll poll = authorization == null ? null : polls.find(authorization, request.uri());
        if (poll == null) {
            context.next();
            return;
        }
        Context eventLoop = context.vertx().getOrCreateContext();
        answers.answer(poll, request.getHeader("If-None-Match"))
                .subscribe()
                .with(
                        answer ->
                                eventLoop.runOnContext(_ -> end(request.resume().response(), answer)),
                        failure -> eventLoop.runOnContext(_ -> fail(context, failure)));
    }

    /**
     * Who waited for a database that is away is not sent to wait for it once more; whom we knew for too long by now is
     * asked anew who they are.
     */
    private void fail(RoutingContext context, Throwable failure) {
        Problem problem = failure instanceof Problem told && told.status() != QueueAnswers.UNAUTHORIZED
                ? told
                : Database.isTransient(failure) ? Problem.unavailable("The database is away; try again.", RETRY) : null;
        if (problem == null) {
            context.next();
            return;
        }
        HttpServerResponse response = context.request().resume().response();
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", ProblemResponse.MEDIA_TYPE)
                .end(json.valueToTree(problem.body()).toString());
    }

    private static void end(HttpServerResponse response, Answer answer) {
        if (response.ended() || response.closed()) {
            return;
        }
        QueueResource.HEADERS.forEach(response::putHeader);
        response.putHeader("ETag", answer.tag()).setStatusCode(answer.status());
        if (answer.page() == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json;charset=UTF-8").end(Buffer.buffer(answer.page()));
        }
    }
}
