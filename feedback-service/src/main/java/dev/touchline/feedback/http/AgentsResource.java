package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Edit;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.store.RosterService;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Agents, their teams over time, and what other systems call them. */
@Singleton
@Path(Paths.ROOT + "/roster/agents")
@Tag(name = "Roster")
public class AgentsResource {
    private final RosterService service;
    private final RosterView view;
    private final RosterAccess access;
    private final Caller caller;
    private final Problems problems;

    AgentsResource(RosterService service, RosterView view, RosterAccess access, Caller caller, Problems problems) {
        this.service = service;
        this.view = view;
        this.access = access;
        this.caller = caller;
        this.problems = problems;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR})
    @Operation(
            summary = "List agents",
            description = "In order of id; a supervisor sees those who are in an own team now.")
    public Page<AgentJson> list(
            @QueryParam("team") @Nullable String team,
            @QueryParam("deleted") @DefaultValue("false") boolean deleted,
            @BeanParam PageAsked page) {
        Instant now = Clock.systemUTC().instant();
        return Paging.page(
                view.roster()
                        .agentsAfter(Paging.after(page.cursor()))
                        .filter(agent -> deleted || agent.presentAt(now))
                        .filter(agent -> team == null
                                || agent.teamAt(now).filter(team::equals).isPresent())
                        .filter(access.agentsOf(caller)),
                page.size(),
                Agent::id,
                agent -> AgentJson.of(agent, now));
    }

    @GET
    @Path("/{agent}")
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR})
    @Operation(summary = "Read an agent", description = "Also one who was deleted, with deletedAt.")
    public RestResponse<AgentJson> get(@RestPath String agent) {
        return view.roster()
                .agent(agent)
                .filter(access.agentsOf(caller))
                .map(AgentsResource::answer)
                .orElseThrow(() -> Problem.notFound("Agent"));
    }

    @PUT
    @Path("/{agent}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Create or change an agent", description = """
                    Replaces name, subject, aliases and startedOn; the teams of the past are kept. A change of team
                    holds from teamFrom, or from now; the first team counts since ever. Responses that were parked for
                    this agent are released.

                    The last write wins, so that a platform can simply send what it has; with If-Match a write that
                    rests on an older version is refused with 412. An alias or subject that is another agent's at the
                    same time is refused with 409. Answers once the change is in force here, or 503 when it is saved but
                    can't be put into force yet.""")
    public RestResponse<AgentJson> put(
            @RestPath String agent,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable AgentBody body) {
        Flaws flaws = new Flaws();
        return answer(service.put(Problems.required(body).draft(agent, flaws), Reading.expected(ifMatch), flaws));
    }

    @DELETE
    @Path("/{agent}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Delete an agent", description = """
                    The agent stays readable, with deletedAt. Interactions up to then are still the agent's; responses
                    about later ones are parked. A later PUT brings the agent back.""")
    public RestResponse<AgentJson> delete(
            @RestPath String agent, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return answer(service.delete(agent, Reading.expected(ifMatch)).orElseThrow(() -> Problem.notFound("Agent")));
    }

    private RestResponse<AgentJson> answer(Edit<Agent> edit) {
        return switch (edit) {
            case Edit.Changed<Agent>(Agent changed) -> inForce(changed);
            case Edit.Unchanged<Agent>(Agent same) -> inForce(same);
            case Edit.Stale<Agent>(long current) -> throw IfMatch.stale(current);
            case Edit.Refused<Agent>(var flaws) -> throw Problems.of(422, "Not a valid agent", flaws);
            case Edit.Clash<Agent>(var flaws) -> throw Problems.of(409, "Already somebody else's", flaws);
        };
    }

    private RestResponse<AgentJson> inForce(Agent agent) {
        if (!view.awaitAgents(List.of(agent))) {
            throw problems.savedNotInForce();
        }
        return answer(agent);
    }

    private static RestResponse<AgentJson> answer(Agent agent) {
        return RestResponse.ResponseBuilder.ok(
                        AgentJson.of(agent, Clock.systemUTC().instant()))
                .header(HttpHeaders.ETAG, IfMatch.etag(agent.version()))
                .build();
    }
}
