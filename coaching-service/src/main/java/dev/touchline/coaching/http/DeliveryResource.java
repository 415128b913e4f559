package dev.touchline.coaching.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.touchline.coaching.core.webhook.Webhook;
import dev.touchline.coaching.store.Deliveries;
import dev.touchline.coaching.store.DeliveryReader;
import dev.touchline.coaching.store.DeliveryReader.Delivery;
import dev.touchline.coaching.store.Webhooks;
import dev.touchline.coaching.webhook.Dispatcher;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was sent to a receiver, with what success; and to send it again. */
@Path("/api/coaching/v1/webhooks/{webhook}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
@Tag(name = "Webhooks")
@APIResponse(responseCode = "404", description = "No such webhook or delivery, or not yours")
public class DeliveryResource {
    private static final List<String> STATES = List.of("pending", "delivered", "dead");
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final UUID LAST = new UUID(-1, -1);

    private final Access access;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final DeliveryReader reader;
    private final Dispatcher dispatcher;

    DeliveryResource(
            Access access, Webhooks webhooks, Deliveries deliveries, DeliveryReader reader, Dispatcher dispatcher) {
        this.access = access;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.reader = reader;
        this.dispatcher = dispatcher;
    }

    /** A message on the wire. */
    @Schema(name = "WebhookDelivery")
    record DeliveryJson(
            UUID id,

            @Schema(description = "The header webhook-id, the same at every attempt")
            String webhookId,

            @Nullable UUID itemId,
            @Schema(examples = "item.opened") String type,
            Instant occurredAt,

            @Schema(description = "pending, delivered or dead")
            String state,

            @Schema(description = "Attempts since it was last begun with")
            int attempt,

            @Schema(implementation = AttemptJson[].class, description = "The last 20, newest last") @JsonRawValue
            String attempts,

            @Schema(description = "When it is sent next, or taken to be lost while it is being sent") @Nullable
            Instant nextAt,

            @Nullable Instant endedAt) {
        static DeliveryJson of(Delivery delivery) {
            return new DeliveryJson(
                    delivery.id(),
                    Dispatcher.messageId(delivery.id(), delivery.itemId(), delivery.itemVersion()),
                    delivery.itemId(),
                    delivery.type(),
                    delivery.occurredAt(),
                    delivery.state(),
                    delivery.attempt(),
                    delivery.attempts(),
                    delivery.nextAt(),
                    delivery.endedAt());
        }
    }

    /** An attempt; made where it is written down, and passed on as it is. */
    @Schema(name = "WebhookAttempt")
    record AttemptJson(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error) {}

    /** A page of messages. */
    @Schema(name = "WebhookDeliveryPage")
    record DeliveryPage(List<DeliveryJson> items, @Nullable String nextCursor) {}

    /** The message that was made. */
    @Schema(name = "WebhookTrial")
    record Trial(@Schema(description = "Of the delivery") UUID id) {}

    /** How many are sent again. */
    @Schema(name = "WebhookRedriven")
    record Redriven(int redriven) {}

    @GET
    @Path("/deliveries")
    @Operation(
            summary = "What was sent and what waits, newest first",
            description = "Delivered messages are kept for 7 days, dead ones for 28.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    public DeliveryPage list(
            @PathParam("webhook") UUID id,
            @QueryParam("state") @Nullable List<String> state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        webhook(id);
        List<Problem.Cause> causes = new ArrayList<>();
        List<String> states = QueueQuery.words("state", state, STATES, STATES, causes);
        int most = Paging.limit(limit, USUAL_LIMIT, MOST, causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Bad query", causes);
        }
        Page<DeliveryJson> page = Paging.page(
                reader.list(id, states, Ids.after(cursor, LAST), most + 1).stream(),
                most,
                delivery -> delivery.id().toString(),
                DeliveryJson::of);
        return new DeliveryPage(page.items(), page.nextCursor());
    }

    @POST
    @Path("/test")
    @Operation(
            summary = "Sends a trial message of type webhook.ping",
            description = "It goes the way of all messages; how it fares stands in the deliveries.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = Trial.class)))
    @APIResponse(responseCode = "409", description = "The webhook is disabled, or the last trial is still on its way")
    public Response test(@PathParam("webhook") UUID id) {
        enabled(webhook(id));
        UUID trial = deliveries
                .ping(id)
                .orElseThrow(() -> Problem.of(409, "Not possible now", "The last trial is still on its way."));
        dispatcher.nudge();
        return Response.accepted(new Trial(trial)).build();
    }

    @POST
    @Path("/deliveries/redrive")
    @Operation(
            summary = "Begins anew with all messages that were given up",
            description = "The oldest first, at most " + DeliveryReader.MOST_AT_ONCE + " at once.")
    @APIResponse(
            responseCode = "202",
            description = "They are on their way",
            content = @Content(schema = @Schema(implementation = Redriven.class)))
    @APIResponse(responseCode = "409", description = "The webhook is disabled")
    public Response redriveAll(@PathParam("webhook") UUID id) {
        enabled(webhook(id));
        int redriven = reader.redrive(id, null);
        dispatcher.nudge();
        return Response.accepted(new Redriven(redriven)).build();
    }

    @POST
    @Path("/deliveries/{delivery}/redrive")
    @Operation(summary = "Begins anew with a message that was given up")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = Redriven.class)))
    @APIResponse(responseCode = "409", description = "It was not given up, or the webhook is disabled")
    public Response redrive(@PathParam("webhook") UUID id, @PathParam("delivery") UUID delivery) {
        Webhook webhook = webhook(id);
        String state = reader.state(id, delivery).orElseThrow(() -> Problem.notFound("Delivery"));
        enabled(webhook);
        int redriven = reader.redrive(id, delivery);
        if (redriven == 0) {
            throw Problem.of(409, "Not possible now", "Only what was given up is sent again; this is " + state + ".");
        }
        dispatcher.nudge();
        return Response.accepted(new Redriven(redriven)).build();
    }

    private Webhook webhook(UUID id) {
        access.ready();
        Webhook webhook = webhooks.find(id).orElseThrow(WebhookResource::notFound);
        access.webhook(webhook);
        return webhook;
    }

    private static void enabled(Webhook webhook) {
        if (!webhook.wish().enabled()) {
            throw Problem.of(409, "Not possible now", "The webhook is disabled; enable it first.");
        }
    }
}
