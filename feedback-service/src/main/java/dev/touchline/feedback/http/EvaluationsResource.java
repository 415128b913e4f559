package dev.touchline.feedback.http;

import dev.touchline.feedback.core.metric.Poster;
import dev.touchline.feedback.json.EvaluationReader;
import dev.touchline.feedback.json.PerformanceWriter.Receipt;
import dev.touchline.feedback.kafka.PerformanceRecords;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where QA's reviews of single interactions are posted. */
@Singleton
@Path(Paths.ROOT + "/evaluations")
@Tag(name = "Performance", description = "What is known of agents besides the customers' answers")
public class EvaluationsResource {
    private final PosterAccess access;
    private final PostedLists lists;
    private final PerformanceRecords records;

    EvaluationsResource(PosterAccess access, PostedLists lists, PerformanceRecords records) {
        this.access = access;
        this.lists = lists;
        this.records = records;
    }

    @POST
    @PermitAll // PosterAccess tells platforms by their keys from people by their tokens
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = DocumentFilter.SOURCE_KEY)
    @SecurityRequirement(name = "SecurityScheme")
    @Operation(summary = "Post evaluations", description = """
                    What somebody of QA saw in single interactions, in words: an object or an array of up to 500. For
                    platforms with a source key, and for admin and QA. Answers once the broker has them. The same
                    content again has the same eventId and no second effect; a later one of the same by, interaction and
                    topic replaces the earlier.""")
    @RequestBody(
            required = true,
            description = "At most 1 MiB and 500 evaluations",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {PostedEvaluation.class, PostedEvaluation[].class})))
    @APIResponse(
            responseCode = "202",
            description = "All are durable",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PostedReply.class)))
    @APIResponse(
            responseCode = "207",
            description = "Some were kept, some rejected",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PostedReply.class)))
    @APIResponse(responseCode = "400", description = "Nothing was kept; errors lists every cause")
    @APIResponse(responseCode = "413", description = "More than 1 MiB or more than 500 evaluations")
    @APIResponse(responseCode = "429", description = "More than the source's rate: post the same after Retry-After")
    @APIResponse(responseCode = "503", description = "Not sure to be durable: post the same again after Retry-After")
    public CompletionStage<Response> post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte[] body) {
        Poster poster = access.poster(authorization);
        Instant receivedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        return lists.take(
                EvaluationReader.read(body, poster, receivedAt),
                evaluation -> records.evaluation(
                        new Receipt(PerformanceRecords.eventId(poster, evaluation), poster, receivedAt),
                        evaluation,
                        TraceParent.valid(traceparent)));
    }
}
