package dev.touchline.goals.http;

import dev.touchline.goals.core.Act;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Decision;
import dev.touchline.goals.core.FieldProblem;
import dev.touchline.goals.core.Goal;
import dev.touchline.goals.core.SmartPlan;
import dev.touchline.goals.core.SmartRules;
import dev.touchline.goals.core.Texts;
import dev.touchline.goals.store.GoalStore;
import dev.touchline.goals.store.GoalStore.Outcome;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** One goal, and what its two sides do with it. */
@Path("/api/goals/v1/goals/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Goals")
@APIResponse(responseCode = "404", description = "No such goal, or not one that you may see.")
@APIResponse(responseCode = "503", description = "The database is away or the roster not read yet; try again.")
class GoalResource {
    private static final int MIN_REASON = 3;
    private static final String VERSION = "Its version, for If-Match.";

    private final GoalStore store;
    private final Access access;
    private final Caller caller;
    private final Clock clock;

    GoalResource(GoalStore store, Access access, Caller caller, Clock clock) {
        this.store = store;
        this.access = access;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "getGoal",
            summary = "Read a goal",
            description = "Visible to the agent, the supervisors of the agent's team, QA and admin.")
    @APIResponse(
            responseCode = "200",
            description = "The goal.",
            headers = @Header(name = "ETag", description = VERSION, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = GoalView.class)))
    public RestResponse<GoalView> get(@Parameter(description = "The goal's id.") @RestPath String id) {
        Goal goal = find(id);
        return answer(goal, access.visible(goal.about().agentId()));
    }

    @POST
    @Path("/accept")
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR})
    @Operation(
            operationId = "acceptGoal",
            summary = "Agree to a suggested goal",
            description =
                    "By the agent or a supervisor of the agent's team. Says how the goal will be known to be met.")
    @APIResponse(
            responseCode = "200",
            description = "The goal, accepted.",
            headers = @Header(name = "ETag", description = VERSION, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = GoalView.class)))
    @APIResponse(responseCode = "409", description = "The goal is not in a state that can be accepted.")
    @APIResponse(responseCode = "412", description = "The goal changed since you read it.")
    @APIResponse(responseCode = "422", description = "The plan is not SMART; every problem is named.")
    @APIResponse(responseCode = "428", description = "If-Match is missing.")
    public RestResponse<GoalView> accept(
            @Parameter(description = "The goal's id.") @RestPath String id,
            @Parameter(description = "The ETag that you last read.", required = true)
                    @RestHeader(HttpHeaders.IF_MATCH)
                    @Nullable
                    String ifMatch,
            @Nullable AcceptBody body) {
        Goal goal = find(id);
        Agent agent = access.agreeing(goal.about().agentId());
        long seen = IfMatch.require(ifMatch);
        Instant now = clock.instant();
        SmartPlan plan = smart(body, LocalDate.ofInstant(now, access.zone(agent)));
        return move(goal, agent, seen, current -> current.accept(plan, new Act(caller.subject(), now)));
    }

    @POST
    @Path("/drop")
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR})
    @Operation(
            operationId = "dropGoal",
            summary = "Give a goal up",
            description = "By the agent or a supervisor of the agent's team. Needs raised later suggest a new goal.")
    @APIResponse(
            responseCode = "200",
            description = "The goal, dropped.",
            headers = @Header(name = "ETag", description = VERSION, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = GoalView.class)))
    @APIResponse(responseCode = "409", description = "The goal is not in a state that can be dropped.")
    @APIResponse(responseCode = "412", description = "The goal changed since you read it.")
    @APIResponse(responseCode = "422", description = "The reason is missing or too long.")
    @APIResponse(responseCode = "428", description = "If-Match is missing.")
    public RestResponse<GoalView> drop(
            @Parameter(description = "The goal's id.") @RestPath String id,
            @Parameter(description = "The ETag that you last read.", required = true)
                    @RestHeader(HttpHeaders.IF_MATCH)
                    @Nullable
                    String ifMatch,
            @Nullable DropBody body) {
        Goal goal = find(id);
        Agent agent = access.agreeing(goal.about().agentId());
        long seen = IfMatch.require(ifMatch);
        String reason = reason(body);
        return move(goal, agent, seen, current -> current.drop(reason, new Act(caller.subject(), clock.instant())));
    }

    private Goal find(String id) {
        try {
            return store.find(UUID.fromString(id)).orElseThrow(Access::unknown);
        } catch (IllegalArgumentException e) {
            throw Access.unknown();
        }
    }

    private RestResponse<GoalView> move(Goal goal, Agent agent, long seen, Function<Goal, Decision> decide) {
        return switch (store.move(goal.id(), seen, decide).orElseThrow(Access::unknown)) {
            case Outcome.Changed(Goal moved) -> answer(moved, agent);
            case Outcome.Stale(long current) -> throw IfMatch.stale(current);
            case Outcome.Refused(String why) -> throw Problem.of(409, "Not possible now", why);
        };
    }

    private RestResponse<GoalView> answer(Goal goal, Agent agent) {
        return ResponseBuilder.ok(GoalView.of(goal, agent, access.zone(agent), clock.instant()))
                .header(HttpHeaders.ETAG, IfMatch.etag(goal.version()))
                .build();
    }

    private static SmartPlan smart(@Nullable AcceptBody body, LocalDate today) {
        return switch (SmartRules.check(AcceptBody.draft(body), today)) {
            case SmartRules.Verdict.Smart(SmartPlan plan) -> plan;
            case SmartRules.Verdict.NotSmart(List<FieldProblem> problems) ->
                throw unprocessable("The goal is not SMART yet", problems);
        };
    }

    private static String reason(@Nullable DropBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        return Texts.check(body == null ? null : body.reason(), "/reason", MIN_REASON, Texts.MAX_SENTENCE, problems)
                .orElseThrow(() -> unprocessable("Say why the goal is dropped", problems));
    }

    private static Problem unprocessable(String title, List<FieldProblem> problems) {
        return new Problem(
                422,
                title,
                problems.stream()
                        .map(problem -> new Problem.Cause(problem.pointer(), problem.detail()))
                        .toList());
    }
}
