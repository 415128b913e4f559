package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Transition;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.Transition.Refused;
import dev.touchline.coaching.store.AgentVoice;
import dev.touchline.coaching.store.ItemReader;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the agent says of an own item. It takes no version: nothing is overwritten that the agent has not seen. */
@Path("/api/coaching/v1/items/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AGENT)
@Tag(name = "Agents")
@APIResponse(
        responseCode = "200",
        description = "The item after it",
        content = @Content(schema = @Schema(implementation = ItemJson.class)))
@APIResponse(responseCode = "400", description = "Not such a word; errors lists every field")
@APIResponse(responseCode = "404", description = "No such item, or not yours")
@APIResponse(responseCode = "409", description = "Not in this state; the detail says why")
public class AgentSteps {
    private final Access access;
    private final AgentVoice voice;
    private final ItemReader reader;

    AgentSteps(Access access, AgentVoice voice, ItemReader reader) {
        this.access = access;
        this.voice = voice;
        this.reader = reader;
    }

    @POST
    @Path("/acknowledge")
    @Operation(summary = "Says how useful the session was", description = "Said again, the later word counts.")
    public Response acknowledge(@PathParam("id") UUID id, StepBodies.@Nullable Acknowledge body) {
        Command.Acknowledge said = StepBodies.acknowledge(access.subject(), body);
        access.ready();
        return after(id, voice.acknowledge(id, said, (item, now) -> decide(item, said, now)));
    }

    @POST
    @Path("/dispute")
    @Operation(
            summary = "Says that the item is wrong, for example about another agent's customer; once per item",
            description = "An item that a person closed opens again, or joins the live one on its topic, unless nothing"
                    + " speaks for it any more.")
    public Response dispute(@PathParam("id") UUID id, StepBodies.@Nullable Dispute body) {
        Command.Dispute said = StepBodies.dispute(access.subject(), body);
        access.ready();
        return after(
                id,
                voice.dispute(
                        id,
                        said,
                        (item, now) -> decide(item, said, now),
                        () -> Problem.of(409, "Not possible now", "The item was disputed before.")));
    }

    private Moved decide(Item item, Command command, Instant now) {
        access.own(item);
        return switch (Transition.of(item, command, now)) {
            case Moved moved -> moved;
            case Refused refused -> throw Problem.of(409, "Not possible now", refused.reason());
        };
    }

    private Response after(UUID id, boolean found) {
        if (!found) {
            throw Access.notFound();
        }
        ItemJson item = reader.item(id)
                .map(whole -> reader.withAftermath(whole, true))
                .map(Cards::of)
                .orElseThrow(Access::notFound);
        return Response.ok(item).header("ETag", IfMatch.etag(item.version())).build();
    }
}
