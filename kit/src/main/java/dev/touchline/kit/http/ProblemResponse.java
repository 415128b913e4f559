package dev.touchline.kit.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A {@link Problem} as a response, for endpoints that complete asynchronously. */
public final class ProblemResponse {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemResponse() {}

    public static Response of(Problem problem) {
        Response.ResponseBuilder builder = Response.status(problem.status())
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(problem.body());
        problem.headers().forEach(builder::header);
        return builder.build();
    }
}
