package dev.touchline.coaching.http;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Transition;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.Transition.Refused;
import dev.touchline.coaching.store.Claimer;
import dev.touchline.coaching.store.ItemReader;
import dev.touchline.coaching.store.ItemStore;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The steps that a supervisor takes with an item. Each names the version that it saw. */
@Path("/api/coaching/v1/items/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
@Tag(name = "Items")
@APIResponse(
        responseCode = "200",
        description = "The item after it",
        content = @Content(schema = @Schema(implementation = ItemJson.class)))
@APIResponse(responseCode = "404", description = "No such item, or not yours")
@APIResponse(responseCode = "409", description = "Not in this state; the detail says why")
@APIResponse(responseCode = "412", description = "The item is no longer in that version; ETag has the current one")
@APIResponse(responseCode = "428", description = "If-Match is missing")
public class ItemSteps {
    private final Access access;
    private final ItemStore items;
    private final ItemReader reader;
    private final CoachingConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    ItemSteps(
            Access access,
            ItemStore items,
            ItemReader reader,
            CoachingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.access = access;
        this.items = items;
        this.reader = reader;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    @POST
    @Path("/claim")
    @Operation(
            summary = "Takes an open item, or prolongs the caller's claim",
            description = "Nobody holds more than touchline.coaching.work-in-progress items at a time.")
    public Response claim(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = IfMatch.require(ifMatch);
        access.ready();
        Claimer claimer = new Claimer(access.actor(), clock.instant().plus(config.lease()), config.workInProgress());
        Response response =
                answer(items.claim(id, claimer, (item, command, now) -> decide(item, seen, () -> command, now)));
        Failpoint.hit("after-claim-before-reply");
        metrics.counter("touchline.claims", "how", "chosen").increment();
        return response;
    }

    @POST
    @Path("/release")
    @Operation(summary = "Puts a claimed item back into the queue")
    public Response release(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return take(id, ifMatch, new Command.Release(access.actor()));
    }

    @POST
    @Path("/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Closes the caller's item with the session that took place")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = SessionBody.class),
                            examples = {
                                @ExampleObject(name = "talk", value = SessionBody.TALK),
                                @ExampleObject(name = "praise", value = SessionBody.PRAISE),
                                @ExampleObject(name = "training", value = SessionBody.TRAINING)
                            }))
    @APIResponse(responseCode = "400", description = "Not a session of such an item; errors lists every field")
    @APIResponse(responseCode = "422", description = "About an answer that is none of the item's evidence")
    public Response complete(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable SessionBody body) {
        long seen = IfMatch.require(ifMatch);
        access.ready();
        return answer(items.complete(
                id,
                SessionBody.about(body),
                (item, grounds, now) -> decide(
                        item,
                        seen,
                        () -> new Command.Complete(access.actor(), SessionBody.session(body, item.kind(), grounds)),
                        now)));
    }

    @POST
    @Path("/dismiss")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Closes an item that asks for no coaching, with the cause")
    @APIResponse(responseCode = "400", description = "Not a cause; errors lists every field")
    public Response dismiss(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            StepBodies.@Nullable Dismiss body) {
        return take(id, ifMatch, StepBodies.dismiss(access.actor(), body));
    }

    @POST
    @Path("/defer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Leaves an item for the next one-on-one")
    public Response defer(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            StepBodies.@Nullable Defer body) {
        return take(id, ifMatch, StepBodies.defer(access.actor(), body));
    }

    private Response take(UUID id, @Nullable String ifMatch, Command command) {
        long seen = IfMatch.require(ifMatch);
        access.ready();
        return answer(items.move(id, (item, now) -> decide(item, seen, () -> command, now)));
    }

    private Response answer(Optional<Item> moved) {
        ItemJson after =
                moved.flatMap(item -> reader.item(item.id())).map(Cards::of).orElseThrow(Access::notFound);
        return Response.ok(after).header("ETag", IfMatch.etag(after.version())).build();
    }

    private Moved decide(Item item, long seen, Supplier<Command> command, Instant now) {
        access.work(item);
        if (item.version() != seen) {
            throw IfMatch.stale(item.version());
        }
        return switch (Transition.of(item, command.get(), now)) {
            case Moved moved -> moved;
            case Refused refused -> throw Problem.of(409, "Not possible now", refused.reason());
        };
    }
}
