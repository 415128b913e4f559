package dev.touchline.coaching.http;

import dev.touchline.coaching.http.TeamFiguresJson.BalanceJson;
import dev.touchline.coaching.http.TeamFiguresJson.FreshnessJson;
import dev.touchline.coaching.store.Completions;
import dev.touchline.coaching.store.Uncoached;
import dev.touchline.kit.auth.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a team coaches: how soon, and how much of it is praise. */
@Path("/api/coaching/v1/teams/{team}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
@Tag(name = "Figures")
@APIResponse(responseCode = "404", description = "No such team, or not yours")
public class TeamFiguresResource {
    private static final Duration LOOK_BACK = Duration.ofDays(28);

    private final Access access;
    private final Completions completions;
    private final Uncoached uncoached;
    private final Clock clock;

    TeamFiguresResource(Access access, Completions completions, Uncoached uncoached, Clock clock) {
        this.access = access;
        this.completions = completions;
        this.uncoached = uncoached;
        this.clock = clock;
    }

    @GET
    @Path("/freshness")
    @Operation(
            summary = "How long it took from interaction to session, stage by stage, over 28 days",
            description = "Median and ninth decile in seconds, of all days and of each; by when the session was over."
                    + " Beside it stands what was never coached, and how long it waited.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content = @Content(schema = @Schema(implementation = FreshnessJson.class)))
    public FreshnessJson freshness(@PathParam("team") String team) {
        access.team(team);
        Instant since = since();
        return FreshnessJson.of(team, since, completions.freshness(team, since), uncoached.of(team, since));
    }

    @GET
    @Path("/balance")
    @Operation(
            summary = "Praise and coaching of each supervisor, week by week",
            description = "Whole weeks (Monday to Sunday, UTC): this one and the four before it.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content = @Content(schema = @Schema(implementation = BalanceJson.class)))
    public BalanceJson balance(@PathParam("team") String team) {
        access.team(team);
        Instant since = monday(since());
        return BalanceJson.of(team, since, completions.weeks(team, since));
    }

    /** A week that is cut in its middle may lack the praise of its first days. */
    private static Instant monday(Instant within) {
        return LocalDate.ofInstant(within, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private Instant since() {
        return clock.instant().minus(LOOK_BACK);
    }
}
