package dev.touchline.feedback.http;

import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.http.ResponseJson.AgentName;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.read.Insights;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the answers add up to. */
@Singleton
@Path(Paths.ROOT + "/insights")
@Tag(name = "Insights", description = "What the answers add up to, with how sure that is")
public class InsightsResource {
    private static final int HEAT_MAP_DAYS = 30;
    private static final int AGENT_DAYS = 84;
    private static final int TAGS_PER_REASON = 5;

    private final Insights insights;
    private final ResponseRates rates;
    private final RosterView view;
    private final Caller caller;

    InsightsResource(Insights insights, ResponseRates rates, RosterView view, Caller caller) {
        this.insights = insights;
        this.rates = rates;
        this.view = view;
        this.caller = caller;
    }

    @GET
    @Path("/heatmap")
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR})
    @Operation(summary = "Agents × topics", description = """
                    How each agent was rated on each topic, with the interval in which the true share of poor answers
                    lies, and no figure where answers are too few. An answer counts for the team that the agent was in
                    at the interaction. Without team: all teams that you may see. Whole days, UTC, first and last
                    included; at most 366, without from 30. Beside each agent and team stands how many of those asked
                    have answered, with a warning where they are too few.""")
    public HeatMapJson heatMap(
            @QueryParam("team") @Nullable String team,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Sight sight = Sight.of(caller, view.roster());
        if (team != null && !sight.seesTeam(team)) {
            throw Problem.notFound("Team");
        }
        Period.Days days = Period.days(from, to, Clock.systemUTC().instant(), HEAT_MAP_DAYS);
        List<String> teams = team == null ? sight.teams() : List.of(team);
        return HeatMapJson.of(
                days,
                insights.cells(teams, days.from(), days.to()),
                view.roster(),
                rates.of(teams, days),
                rates.floor());
    }

    @GET
    @Path("/agents/{agent}")
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR, Roles.AGENT})
    @Operation(summary = "One agent", description = """
                    Per topic the trend by weeks and the agent's own best week, and what poor answers were about. Whole
                    days, UTC, first and last included; at most 366, without from 84. An agent sees the own ones, a
                    supervisor those of whoever is in an own team now.""")
    public AgentInsightJson agent(
            @RestPath String agent, @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Roster roster = view.roster();
        Instant now = Clock.systemUTC().instant();
        if (!Sight.of(caller, roster).seesAgent(agent, now)) {
            throw Problem.notFound("Agent");
        }
        Period.Days days = Period.days(from, to, now, AGENT_DAYS);
        return AgentInsightJson.of(
                AgentName.of(agent, roster),
                days,
                rates.of(agent, days),
                rates.floor(),
                insights.days(agent, days.from(), days.to()),
                insights.poorTags(agent, days.from(), days.to(), TAGS_PER_REASON));
    }
}
