package dev.touchline.coaching.http;

import dev.touchline.coaching.store.EffectReader;
import dev.touchline.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a team's sessions helped. */
@Path("/api/coaching/v1/teams/{team}/effect")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Effect")
public class EffectResource {
    private static final Duration LOOK_BACK = Duration.ofDays(365);

    private final Access access;
    private final EffectReader effects;
    private final Clock clock;

    EffectResource(Access access, EffectReader effects, Clock clock) {
        this.access = access;
        this.effects = effects;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(
            summary = "How often the team's sessions of the last 365 days helped",
            description = "In all, per topic and per technique; figures only where there are enough verdicts.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content = @Content(schema = @Schema(implementation = TeamEffectJson.class)))
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public TeamEffectJson ofTeam(@PathParam("team") String team) {
        access.team(team);
        Instant since = clock.instant().minus(LOOK_BACK);
        return TeamEffectJson.of(team, since, effects.ofTeam(team, since));
    }
}
