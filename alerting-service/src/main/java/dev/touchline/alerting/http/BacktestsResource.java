package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.json.BacktestRequest;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.kafka.Backtests;
import dev.touchline.alerting.store.Backtest;
import dev.touchline.alerting.store.BacktestStore;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Backtests: what a filter would have done to the responses that Kafka still has. */
@Path(BacktestsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backtests", description = "What a filter would have done, before it is switched on.")
public class BacktestsResource {
    static final String PATH = "/api/alerting/v1/backtests";
    private static final String PROBLEM = "application/problem+json";
    private static final String ID = "Id of the backtest.";
    private static final String SOON = "30";

    private final BacktestStore store;
    private final BacktestPlans plans;
    private final Backtests backtests;
    private final Caller caller;

    BacktestsResource(BacktestStore store, BacktestPlans plans, Backtests backtests, Caller caller) {
        this.store = store;
        this.plans = plans;
        this.backtests = backtests;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "startBacktest",
            summary = "Find out what a filter would have done",
            description = "Replays the stored responses through the engine of production, whether or not the filter is"
                    + " enabled. Read its progress and its figures where Location says. A filter that says the same as"
                    + " one that was backtested may be enabled without force.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BacktestSchema.Write.class)))
    @APIResponse(
            responseCode = "202",
            description = "It runs.",
            headers = @Header(name = "Location", description = "Where it is read."),
            content = @Content(schema = @Schema(implementation = BacktestSchema.View.class)))
    @APIResponse(
            responseCode = "400",
            description = "The filter or the period is wrong; every mistake is named.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "422",
            description = "The period begins before the oldest response that Kafka keeps, or there is no filter to"
                    + " compare with.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many run already.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "503",
            description = "Kafka or the database is away.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Response start(@Nullable JsonNode body) {
        BacktestPlans.Plan plan = plans.check(BacktestRequest.read(body));
        BacktestRequest request = plan.request();
        UUID id = UUID.randomUUID();
        if (!store.start(id, DefinitionWriter.write(request.draft().rule()), request.json(), caller.subject())) {
            throw Problem.of(
                            429,
                            "Too many backtests",
                            "At most %d run at once; wait for one, or cancel it.".formatted(BacktestStore.MOST_RUNNING))
                    .withHeader("Retry-After", SOON);
        }
        ObjectNode begun = view(find(id));
        backtests.start(id, request, plan.live());
        return Response.accepted(begun).location(URI.create(PATH + "/" + id)).build();
    }

    @GET
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "listBacktests",
            summary = "List backtests, newest first, without what came out",
            description = "The newest 100. One that no version of a filter refers to is kept for 90 days.")
    @APIResponse(
            responseCode = "200",
            description = "As they stand.",
            content = @Content(schema = @Schema(implementation = BacktestSchema.BacktestPage.class)))
    public Page<ObjectNode> list() {
        return new Page<>(store.newest().stream().map(BacktestsResource::view).toList(), null);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(operationId = "getBacktest", summary = "How far a backtest is, and what came out")
    @APIResponse(
            responseCode = "200",
            description = "As it stands.",
            content = @Content(schema = @Schema(implementation = BacktestSchema.View.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such backtest; those that no filter refers to are kept for 90 days.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public ObjectNode get(@Parameter(description = ID) @RestPath String id) {
        return view(find(parsed(id)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "cancelBacktest",
            summary = "Cancel a backtest",
            description = "One that does not run any more stays as it is.")
    @APIResponse(responseCode = "204", description = "It does not run any more, or will not in a second or two.")
    @APIResponse(
            responseCode = "404",
            description = "No such backtest.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public void cancel(@Parameter(description = ID) @RestPath String id) {
        store.cancel(find(parsed(id)).id());
    }

    private Backtest find(UUID id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("Backtest"));
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Backtest");
        }
    }

    private static ObjectNode view(Backtest backtest) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", backtest.id().toString());
        node.put("state", DefinitionWriter.word(backtest.state()));
        backtest.request().properties().forEach(field -> node.set(field.getKey(), field.getValue()));
        node.put("startedBy", backtest.startedBy());
        node.put("startedAt", backtest.startedAt().toString());
        backtest.finishedAt().ifPresent(at -> node.put("finishedAt", at.toString()));
        node.putObject("progress").put("read", backtest.recordsRead()).put("of", backtest.records());
        backtest.problem().ifPresent(problem -> node.put("problem", problem));
        backtest.result().ifPresent(result -> node.set("result", result));
        return node;
    }
}
