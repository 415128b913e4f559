package dev.touchline.feedback.http;

import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.feedback.core.metric.Poster;
import dev.touchline.feedback.json.MetricReader;
import dev.touchline.feedback.json.PerformanceWriter.Receipt;
import dev.touchline.feedback.kafka.PerformanceRecords;
import dev.touchline.feedback.store.AgentMetrics;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where platforms post what they measured of agents, and people read it. */
@Singleton
@Path(Paths.ROOT + "/metrics")
@Tag(name = "Performance")
public class MetricsResource {
    private final PosterAccess access;
    private final PostedLists lists;
    private final PerformanceRecords records;
    private final MetricAccess readers;
    private final AgentMetrics metrics;

    MetricsResource(
            PosterAccess access,
            PostedLists lists,
            PerformanceRecords records,
            MetricAccess readers,
            AgentMetrics metrics) {
        this.access = access;
        this.lists = lists;
        this.records = records;
        this.readers = readers;
        this.metrics = metrics;
    }

    /** A metric value as it is known. */
    @Schema(name = "KnownMetricValue")
    public record MetricJson(String agent, String metric, Instant from, Instant to, double value, Instant receivedAt) {}

    @POST
    @PermitAll // PosterAccess tells platforms by their keys from people by their tokens
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = DocumentFilter.SOURCE_KEY)
    @SecurityRequirement(name = "SecurityScheme")
    @Operation(summary = "Post metrics", description = """
                    What was measured of agents: an object or an array of up to 500. For platforms with a source key, and
                    for admin and QA. Answers once the broker has them. A value is identified by agent, metric, from and
                    to: of two the one that arrived later counts, the same again changes nothing. The metric
                    surveys-offered, the number of surveys offered to an agent's customers on a day, gives the response
                    rate; post each day once and no hours beside it, as they are added up.""")
    @RequestBody(
            required = true,
            description = "At most 1 MiB and 500 values",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {PostedMetric.class, PostedMetric[].class})))
    @APIResponse(
            responseCode = "202",
            description = "All are durable",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PostedReply.class)))
    @APIResponse(
            responseCode = "207",
            description = "Some were kept, some rejected",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PostedReply.class)))
    @APIResponse(responseCode = "400", description = "Nothing was kept; errors lists every cause")
    @APIResponse(responseCode = "413", description = "More than 1 MiB or more than 500 values")
    @APIResponse(responseCode = "429", description = "More than the source's rate: post the same after Retry-After")
    @APIResponse(responseCode = "503", description = "Not sure to be durable: post the same again after Retry-After")
    public CompletionStage<Response> post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte[] body) {
        Poster poster = access.poster(authorization);
        Instant receivedAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        return lists.take(
                MetricReader.read(body, receivedAt),
                metric -> records.metric(
                        new Receipt(PerformanceRecords.eventId(poster, metric), poster, receivedAt),
                        metric,
                        TraceParent.valid(traceparent)));
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR, Roles.AGENT})
    @Operation(summary = "List metrics", description = """
                    In order of agent, metric and time. Admin and QA see all; a supervisor those of whoever is in an own
                    team now; an agent the own ones. With from and to: those whose middle lies in between.""")
    public Page<MetricJson> list(
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("metric") @Nullable String metric,
            @Parameter(schema = @Schema(implementation = Instant.class)) @QueryParam("from") @Nullable String from,
            @Parameter(schema = @Schema(implementation = Instant.class)) @QueryParam("to") @Nullable String to,
            @BeanParam PageAsked page) {
        Page<AgentMetrics.Known> found =
                metrics.list(readers.asked(agent, metric, from, to), page.size(), page.cursor());
        return new Page<>(found.items().stream().map(MetricsResource::json).toList(), found.nextCursor());
    }

    private static MetricJson json(AgentMetrics.Known known) {
        MetricValue value = known.value();
        return new MetricJson(
                value.agent(), value.metric(), value.from(), value.to(), value.value(), known.receivedAt());
    }
}
