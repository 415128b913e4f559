package dev.touchline.feedback.http;

import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.core.webhook.KeptHeaders;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.kit.http.ProblemResponse;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Where platforms post what they post anyway. Small bodies are mapped on the event loop, where they came in; larger
 * ones on a worker, where they hold up nobody.
 */
@Singleton
@Path(Paths.ROOT + "/sources/{source}/webhook")
@Tag(name = "Ingest")
public class WebhookResource {
    private static final int SMALL = 16 * 1024;
    /** Of the largest bodies these are 64 MiB. */
    private static final int WAITING = 64;

    private static final int ECHO_CHARS = 1000;

    private final WebhookIntake intake;
    private final WebhookAccess access;
    private final RateLimits rates;
    private final SourcesView sources;
    private final RosterView roster;
    private final Problems problems;
    private final Semaphore waiting = new Semaphore(WAITING);

    WebhookResource(
            WebhookIntake intake,
            WebhookAccess access,
            RateLimits rates,
            SourcesView sources,
            RosterView roster,
            Problems problems) {
        this.intake = intake;
        this.access = access;
        this.rates = rates;
        this.sources = sources;
        this.roster = roster;
        this.problems = problems;
    }

    @GET
    @PermitAll // platforms ask before anybody has a secret; nothing is told but what they sent
    @NonBlocking
    @Operation(summary = "Answer a platform's handshake", description = """
                    Always 200; with the value of the query parameter that the source's mapping names under handshake, if
                    it names one.""")
    @APIResponse(
            responseCode = "200",
            description = "The address is right",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class)))
    public Response handshake(@RestPath String source, @jakarta.ws.rs.core.Context UriInfo uri) {
        LiveSource live = sources.live(source);
        String name =
                live == null || live.mapping() == null ? null : live.mapping().handshakeEcho();
        String echo = name == null ? null : uri.getQueryParameters().getFirst(name);
        return Response.ok(echo == null || echo.length() > ECHO_CHARS ? "" : echo, MediaType.TEXT_PLAIN_TYPE)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @POST
    @PermitAll // signature or key are checked by WebhookAccess: platforms have no tokens
    @NonBlocking
    @SecurityRequirement(name = DocumentFilter.SOURCE_KEY)
    @Operation(summary = "Post a platform's own payload", description = IngestText.WEBHOOK)
    @RequestBody(
            required = true,
            description = "Whatever the platform posts, at most 1 MiB",
            content = @Content(mediaType = "*/*", schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "202",
            description = "All is durable that is not ignored",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = IngestReply.class)))
    @APIResponse(responseCode = "401", description = "Neither a signature of this source nor a key of it")
    @APIResponse(responseCode = "413", description = "More than 1 MiB")
    @APIResponse(responseCode = "429", description = "More than the source's rate: post the same after Retry-After")
    @APIResponse(responseCode = "503", description = "Not sure to be durable: post the same again after Retry-After")
    public CompletionStage<Response> post(
            @RestPath String source,
            @QueryParam("key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @jakarta.ws.rs.core.Context HttpHeaders headers,
            byte @Nullable [] body) {
        Instant receivedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        Delivery delivery = new Delivery(body == null ? new byte[0] : body, joined(headers.getRequestHeaders()));
        LiveSource live = access.source(source, delivery, key, receivedAt);
        rates.take(source);
        if (!roster.loaded()) {
            throw problems.tryAgain("Starting up: the roster is not read yet.");
        }
        Delivery kept = KeptHeaders.of(delivery);
        String trace = TraceParent.valid(traceparent);
        return onTheRightThread(kept, () -> intake.take(live, kept, receivedAt, trace))
                .thenApply(reply -> Response.status(202)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(reply)
                        .build())
                .exceptionally(failure -> ProblemResponse.of(problems.notTaken(failure)));
    }

    @FunctionalInterface
    private interface Work {
        CompletionStage<IngestReply> start();
    }

    private CompletionStage<IngestReply> onTheRightThread(Delivery delivery, Work work) {
        if (delivery.body().length <= SMALL || !Context.isOnEventLoopThread()) {
            return work.start();
        }
        if (!waiting.tryAcquire()) {
            throw problems.tryAgain("Too many large bodies are waiting.");
        }
        try {
            return CompletableFuture.supplyAsync(work::start, Infrastructure.getDefaultWorkerPool())
                    .whenComplete((started, failure) -> waiting.release())
                    .thenCompose(started -> started);
        } catch (RejectedExecutionException e) {
            waiting.release();
            throw problems.tryAgain("All workers are busy.");
        }
    }

    private static Map<String, String> joined(MultivaluedMap<String, String> headers) {
        Map<String, String> joined = HashMap.newHashMap(headers.size());
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            joined.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    String.join(", ", header.getValue()),
                    (first, second) -> first + ", " + second);
        }
        return joined;
    }
}
