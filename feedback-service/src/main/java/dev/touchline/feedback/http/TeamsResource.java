package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.roster.Edit;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.core.roster.TeamDraft;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Teams and who supervises them. */
@Singleton
@Path(Paths.ROOT + "/roster/teams")
@Tag(name = "Roster", description = "Teams and agents")
public class TeamsResource {
    private final RosterService service;
    private final RosterView view;
    private final RosterAccess access;
    private final Caller caller;
    private final Problems problems;

    TeamsResource(RosterService service, RosterView view, RosterAccess access, Caller caller, Problems problems) {
        this.service = service;
        this.view = view;
        this.access = access;
        this.caller = caller;
        this.problems = problems;
    }

    /** What a team is to be. */
    @Schema(name = "TeamWrite")
    public record TeamBody(
            @Schema(required = true, maxLength = 200) @Nullable
            String name,

            @Schema(description = "Subjects of the tokens that supervisors log in with", maxItems = 50) @Nullable
            List<@Nullable String> supervisors,

            @Schema(defaultValue = "UTC", examples = "Europe/Berlin") @Nullable
            String timeZone) {}

    /** A team. */
    @Schema(name = "Team")
    public record TeamJson(String team, String name, List<String> supervisors, String timeZone, long version) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR})
    @Operation(summary = "List teams", description = "In order of id; a supervisor sees the own ones.")
    public Page<TeamJson> list(@BeanParam PageAsked page) {
        return Paging.page(
                view.roster().teamsAfter(Paging.after(page.cursor())).filter(access.teamsOf(caller)),
                page.size(),
                Team::id,
                TeamsResource::json);
    }

    @GET
    @Path("/{team}")
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR})
    @Operation(summary = "Read a team")
    public RestResponse<TeamJson> get(@RestPath String team) {
        return view.roster()
                .team(team)
                .filter(access.teamsOf(caller))
                .map(TeamsResource::answer)
                .orElseThrow(() -> Problem.notFound("Team"));
    }

    @PUT
    @Path("/{team}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Create or change a team", description = """
                    Replaces the whole team. The last write wins, so that a platform can simply send what it has; with
                    If-Match a write that rests on an older version is refused with 412. Answers once the change is in
                    force here, or 503 when it is saved but can't be put into force yet.""")
    public RestResponse<TeamJson> put(
            @RestPath String team,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable TeamBody body) {
        TeamBody given = Problems.required(body);
        TeamDraft draft = new TeamDraft(
                team,
                given.name(),
                given.supervisors() == null ? List.<@Nullable String>of() : given.supervisors(),
                given.timeZone());
        return switch (service.put(draft, Reading.expected(ifMatch), new Flaws())) {
            case Edit.Changed<Team>(Team changed) -> inForce(changed);
            case Edit.Unchanged<Team>(Team same) -> inForce(same);
            case Edit.Stale<Team>(long current) -> throw IfMatch.stale(current);
            case Edit.Refused<Team>(var flaws) -> throw Problems.of(422, "Not a valid team", flaws);
            case Edit.Clash<Team>(var flaws) -> throw Problems.of(409, "Conflict", flaws);
        };
    }

    private RestResponse<TeamJson> inForce(Team team) {
        if (!view.awaitTeam(team)) {
            throw problems.savedNotInForce();
        }
        return answer(team);
    }

    private static RestResponse<TeamJson> answer(Team team) {
        return RestResponse.ResponseBuilder.ok(json(team))
                .header(HttpHeaders.ETAG, IfMatch.etag(team.version()))
                .build();
    }

    private static TeamJson json(Team team) {
        return new TeamJson(
                team.id(), team.name(), team.supervisors(), team.timeZone().getId(), team.version());
    }
}
