package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.http.Intake.Receipt;
import dev.touchline.feedback.json.Body;
import dev.touchline.feedback.json.BodyReader;
import dev.touchline.feedback.json.CloudEventReader;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.http.ProblemResponse;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where platforms post survey responses. Runs on the event loop from the first byte to the broker's acknowledgement.
 */
@Singleton
@Path(Paths.ROOT + "/responses")
@Tag(name = "Ingest", description = "Survey responses in")
public class IngestResource {
    private static final MediaType NDJSON = MediaType.valueOf("application/x-ndjson");
    private static final MediaType CLOUD_EVENT = MediaType.valueOf("application/cloudevents+json");
    private static final String TAKEN = "application/json, application/x-ndjson, application/cloudevents+json";
    private final Intake intake;
    private final SourceAccess access;
    private final RateLimits rates;
    private final RosterView roster;
    private final Problems problems;

    IngestResource(Intake intake, SourceAccess access, RateLimits rates, RosterView roster, Problems problems) {
        this.intake = intake;
        this.access = access;
        this.rates = rates;
        this.roster = roster;
        this.problems = problems;
    }

    @POST
    @PermitAll // the source key is checked by SourceAccess: platforms have no tokens
    @NonBlocking
    @SecurityRequirement(name = DocumentFilter.SOURCE_KEY)
    @Operation(summary = "Post survey responses", description = IngestText.DESCRIPTION)
    @RequestBody(
            required = true,
            description = "At most 1 MiB and 500 responses",
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(oneOf = {PostedResponse.class, PostedResponse[].class}),
                        example = IngestText.EXAMPLE),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = PostedResponse.class)),
                @Content(
                        mediaType = "application/cloudevents+json",
                        schema = @Schema(implementation = PostedCloudEvent.class))
            })
    @APIResponse(
            responseCode = "202",
            description = IngestText.ACCEPTED,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = IngestReply.class)))
    @APIResponse(
            responseCode = "207",
            description = "Some were kept, some rejected",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = IngestReply.class)))
    @APIResponse(responseCode = "400", description = "Nothing was kept; errors lists every cause")
    @APIResponse(responseCode = "401", description = "No source has that key")
    @APIResponse(responseCode = "413", description = "More than 1 MiB or more than 500 responses")
    @APIResponse(responseCode = "415", description = "None of the media types above")
    @APIResponse(responseCode = "429", description = "More than the source's rate: post the same after Retry-After")
    @APIResponse(responseCode = "503", description = "Not sure to be durable: post the same again after Retry-After")
    public CompletionStage<Response> post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte[] body) {
        String source = access.source(authorization);
        rates.take(source);
        Instant receivedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        Body read = read(contentType, body, receivedAt);
        if (!roster.loaded()) {
            throw problems.tryAgain("Starting up: the roster is not read yet.");
        }
        return take(new Receipt(source, receivedAt, TraceParent.valid(traceparent)), read);
    }

    private CompletionStage<Response> take(Receipt receipt, Body body) {
        return switch (body) {
            case Body.Single(Checked checked) -> take(receipt, List.of(checked), "");
            case Body.Several(List<Checked> checked) -> take(receipt, checked, "/");
            case Body.Unreadable(Flaw flaw) -> answer(Problems.of(400, "The body cannot be read", List.of(flaw)));
            case Body.TooMany() ->
                answer(Problem.of(413, "Too many responses", "A request holds at most " + Limits.RESPONSES + "."));
        };
    }

    private CompletionStage<Response> take(Receipt receipt, List<Checked> checked, String prefix) {
        if (checked.isEmpty()) {
            return answer(Problems.of(400, "Nothing to keep", List.of(new Flaw("", "must hold a response"))));
        }
        return intake.take(receipt, checked)
                .thenApply(reply -> answer(reply, checked, prefix))
                .exceptionally(failure -> ProblemResponse.of(problems.notTaken(failure)));
    }

    private static Response answer(IngestReply reply, List<Checked> checked, String prefix) {
        if (reply.accepted().isEmpty() && reply.parked().isEmpty()) {
            return ProblemResponse.of(Problems.allBad(
                    "Not a valid survey response",
                    checked.stream().map(IngestResource::flaws).toList(),
                    prefix));
        }
        return Response.status(reply.rejected() == null ? 202 : 207)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(reply)
                .build();
    }

    private static List<Flaw> flaws(Checked checked) {
        return switch (checked) {
            case Checked.Valid valid -> List.of();
            case Checked.Refused(List<Flaw> flaws) -> flaws;
        };
    }

    private static CompletionStage<Response> answer(Problem problem) {
        return CompletableFuture.completedFuture(ProblemResponse.of(problem));
    }

    private static Body read(@Nullable String contentType, byte[] body, Instant receivedAt) {
        MediaType type = parsed(contentType);
        if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return BodyReader.json(body, receivedAt);
        }
        if (type.isCompatible(NDJSON)) {
            return BodyReader.lines(body, receivedAt);
        }
        if (type.isCompatible(CLOUD_EVENT)) {
            return CloudEventReader.read(body, receivedAt);
        }
        throw Problem.of(415, "Unsupported media type", "Send " + TAKEN + ".").withHeader("Accept-Post", TAKEN);
    }

    private static MediaType parsed(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? null : MediaType.valueOf(contentType);
            return type == null || type.isWildcardType() ? MediaType.APPLICATION_OCTET_STREAM_TYPE : type;
        } catch (IllegalArgumentException e) {
            return MediaType.APPLICATION_OCTET_STREAM_TYPE;
        }
    }
}
