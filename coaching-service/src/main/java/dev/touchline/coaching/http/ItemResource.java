package dev.touchline.coaching.http;

import dev.touchline.coaching.store.EffectReader;
import dev.touchline.coaching.store.ItemReader;
import dev.touchline.coaching.store.ItemReader.HistoryLine;
import dev.touchline.coaching.store.ItemReader.Whole;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One item, to read. */
@Path("/api/coaching/v1/items/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Items")
public class ItemResource {
    private final Access access;
    private final ItemReader reader;
    private final EffectReader effects;

    ItemResource(Access access, ItemReader reader, EffectReader effects) {
        this.access = access;
        this.reader = reader;
        this.effects = effects;
    }

    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "An item with all its evidence", description = "The ETag is its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The item",
            content = @Content(schema = @Schema(implementation = ItemJson.class)))
    @APIResponse(responseCode = "404", description = "No such item, or not yours")
    public Response item(@PathParam("id") UUID id) {
        Whole whole = visible(id);
        ItemJson item = Cards.of(reader.withAftermath(
                whole, access.seesAgent(whole.item().agent().id())));
        return Response.ok(item)
                .header("ETag", IfMatch.etag(item.version()))
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    @GET
    @Path("/history")
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "What happened to an item, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "Its history",
            content = @Content(schema = @Schema(implementation = History.class)))
    @APIResponse(responseCode = "404", description = "No such item, or not yours")
    public History history(@PathParam("id") UUID id) {
        visible(id);
        return new History(reader.history(id));
    }

    @GET
    @Path("/effect")
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(
            summary = "Whether the item's session helped",
            description = "What is compared was fixed when the session closed; until dueOn nothing else is told.")
    @APIResponse(
            responseCode = "200",
            description = "What was agreed, and the verdict once it is there",
            content = @Content(schema = @Schema(implementation = EffectJson.class)))
    @APIResponse(responseCode = "404", description = "No such item, not yours, or no session took place")
    public EffectJson effect(@PathParam("id") UUID id) {
        visible(id);
        return effects.ofItem(id).map(EffectJson::of).orElseThrow(() -> Problem.notFound("Session"));
    }

    /** The lines of an item's history. */
    @Schema(name = "History")
    public record History(List<HistoryLine> items) {}

    private Whole visible(UUID id) {
        access.ready();
        Whole whole = reader.item(id).orElseThrow(Access::notFound);
        access.read(whole.item());
        return whole;
    }
}
