package dev.touchline.coaching.http;

import dev.touchline.coaching.store.ItemReader;
import dev.touchline.coaching.store.ItemReader.Shown;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An agent's items: for the agent, and for who coaches them. */
@Path("/api/coaching/v1/agents/{agent}/items")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
public class AgentResource {
    private final Access access;
    private final ItemReader reader;

    AgentResource(Access access, ItemReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "The agent's items in all states, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of items",
            content = @Content(schema = @Schema(implementation = QueueResource.ItemPage.class)))
    @APIResponse(responseCode = "404", description = "No such agent, or not yours to see")
    public Page<ItemJson> items(
            @PathParam("agent") String agent,
            @Parameter(description = "1 to 200, 50 without") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        access.agent(agent);
        int most = Paging.limit(limit, QueueQuery.USUAL_LIMIT, QueueQuery.MOST);
        List<Shown> shown = reader.ofAgent(agent, after(cursor), most);
        String next = shown.size() < most
                ? null
                : Cursor.encode(shown.getLast().item().id().toString());
        return new Page<>(shown.stream().map(Cards::of).toList(), next);
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isBlank()
                    ? null
                    : UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }
}
