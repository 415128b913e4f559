package dev.touchline.goals.http;

import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Goal;
import dev.touchline.goals.store.GoalStore;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The goals of one agent. */
@Path("/api/goals/v1/agents/{agent}/goals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Goals")
class AgentGoalsResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final GoalStore store;
    private final Access access;
    private final Clock clock;

    AgentGoalsResource(GoalStore store, Access access, Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "listAgentGoals",
            summary = "List an agent's goals, newest first",
            description = "Visible to the agent, the supervisors of the agent's team, QA and admin.")
    @APIResponse(
            responseCode = "200",
            description = "One page of goals.",
            content = @Content(schema = @Schema(implementation = GoalPage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be.")
    @APIResponse(responseCode = "404", description = "No such agent, or not one that you may see.")
    @APIResponse(responseCode = "503", description = "The database is away or the roster not read yet; try again.")
    public GoalPage list(
            @Parameter(description = "The agent's id.", example = "a-17") @RestPath String agent,
            @Parameter(
                            description = "States wanted, repeatable; suggested and accepted when none is named.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = StateName.class))
                    @RestQuery
                    List<String> state,
            @Parameter(
                            description = "Most goals on a page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @RestQuery
                    @Nullable
                    String limit,
            @Parameter(description = "nextCursor of the page before.") @RestQuery @Nullable String cursor) {
        Agent about = access.visible(agent);
        List<String> states =
                StateName.asked(state).stream().map(StateName::text).toList();
        int size = Paging.limit(limit, USUAL_LIMIT, MAX_LIMIT);
        List<Goal> found = store.ofAgent(agent, states, after(cursor), size + 1);
        ZoneId zone = access.zone(about);
        Instant now = clock.instant();
        Page<GoalView> page = Paging.page(
                found.stream(), size, goal -> goal.id().toString(), goal -> GoalView.of(goal, about, zone, now));
        return new GoalPage(page.items(), page.nextCursor());
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }
}
