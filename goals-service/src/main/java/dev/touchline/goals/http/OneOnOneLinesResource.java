package dev.touchline.goals.http;

import dev.touchline.goals.core.Agent;
import dev.touchline.goals.http.LineView.LinePage;
import dev.touchline.goals.store.LineStore;
import dev.touchline.goals.store.LineStore.Placed;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

/** What is left for an agent's next one-on-one. */
@Path("/api/goals/v1/agents/{agent}/one-on-ones/lines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "One-on-ones")
class OneOnOneLinesResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final LineStore store;
    private final Access access;

    OneOnOneLinesResource(LineStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "listOneOnOneLines",
            summary = "List what is left for an agent's next one-on-one, newest first",
            description =
                    "Coaching and praise that went stale or was left for it, and trainings that are due. Visible to"
                            + " the agent, the supervisors of the agent's team, QA and admin.")
    @APIResponse(
            responseCode = "200",
            description = "One page of lines.",
            content = @Content(schema = @Schema(implementation = LinePage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be.")
    @APIResponse(responseCode = "404", description = "No such agent, or not one that you may see.")
    @APIResponse(responseCode = "503", description = "The database is away or the roster not read yet; try again.")
    public LinePage list(
            @Parameter(description = "The agent's id.", example = "a-17") @RestPath String agent,
            @Parameter(
                            description = "Most lines on a page.",
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
        int size = Paging.limit(limit, USUAL_LIMIT, MAX_LIMIT);
        List<Placed> found = store.ofAgent(agent, after(cursor), size + 1);
        ZoneId zone = access.zone(about);
        boolean toAgent = access.isSelf(about);
        Page<LineView> page = Paging.page(
                found.stream(), size, placed -> placed.id().toString(), placed -> LineView.of(placed, zone, toAgent));
        return new LinePage(page.items(), page.nextCursor());
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
