package dev.touchline.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.touchline.kit.store.Database;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever an endpoint throws into problem details; a caller never sees a stack trace or a class name. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    /** What a status without it would not be worth. */
    private static final List<String> KEPT = List.of("Allow", "Location", "Retry-After", "WWW-Authenticate");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return ProblemResponse.of(problem);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated(SecurityException e) {
        return ProblemResponse.of(Problem.of(401, "Unauthorized", "A valid bearer token is needed.")
                .withHeader("WWW-Authenticate", "Bearer"));
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return ProblemResponse.of(Problem.of(403, "Forbidden", "Your role may not do this."));
    }

    /** A class of ours that Jackson can't handle is no fault of the body. */
    @ServerExceptionMapper
    public Response badJson(JsonProcessingException e) {
        if (e instanceof InvalidDefinitionException) {
            return ProblemResponse.of(failed(e));
        }
        return ProblemResponse.of(new Problem(400, "The body cannot be read", List.of(cause(e))));
    }

    /** Named itself: the framework has a mapper of its own for it, which would win and show class names. */
    @ServerExceptionMapper
    public Response badField(MismatchedInputException e) {
        return badJson(e);
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return badJson(json);
        }
        Response given = e.getResponse();
        if (given.getStatus() >= 500) {
            return ProblemResponse.of(failed(e));
        }
        Problem problem = Problem.of(given.getStatus(), given.getStatusInfo().getReasonPhrase());
        KEPT.stream()
                .filter(name -> given.getHeaderString(name) != null)
                .forEach(name -> problem.withHeader(name, given.getHeaderString(name)));
        return ProblemResponse.of(problem);
    }

    @ServerExceptionMapper
    public Response anythingElse(Throwable e) {
        return ProblemResponse.of(
                Database.isTransient(e)
                        ? Problem.unavailable("The database is away; try again.", RETRY_AFTER)
                        : failed(e));
    }

    private static Problem failed(Throwable e) {
        LOG.error("Request failed", e);
        return Problem.of(500, "Internal error", "This is our fault, not yours; the log has the cause.");
    }

    private static Problem.Cause cause(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new Problem.Cause(
                        pointer(unknown),
                        "unknown field; known are "
                                + String.valueOf(unknown.getKnownPropertyIds()).replaceAll("[\\[\\]]", ""));
            case JsonMappingException mapping -> new Problem.Cause(pointer(mapping), "has the wrong type or form");
            default -> new Problem.Cause("", "not JSON" + place(e));
        };
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
