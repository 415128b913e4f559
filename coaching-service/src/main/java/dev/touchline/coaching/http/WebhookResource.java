package dev.touchline.coaching.http;

import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.coaching.core.webhook.Webhook;
import dev.touchline.coaching.core.webhook.Webhook.Wish;
import dev.touchline.coaching.http.WebhookBodies.Draft;
import dev.touchline.coaching.http.WebhookBodies.Fields;
import dev.touchline.coaching.http.WebhookJson.WebhookPage;
import dev.touchline.coaching.store.Webhooks;
import dev.touchline.coaching.store.Webhooks.Wanted;
import dev.touchline.coaching.store.Webhooks.WithSecret;
import dev.touchline.coaching.webhook.Receivers;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is told over HTTP what becomes of items: a team's chat, a planning tool. */
@Path("/api/coaching/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
@Tag(name = "Webhooks")
public class WebhookResource {
    private static final int MOST_OF_A_TEAM = 20;
    private static final String NO_KEY =
            "Its secret can't be kept: the operator must set touchline.webhooks.secret-keys";
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final Access access;
    private final Webhooks webhooks;
    private final Receivers receivers;
    private final WebhookConfig config;

    WebhookResource(Access access, Webhooks webhooks, Receivers receivers, WebhookConfig config) {
        this.access = access;
        this.webhooks = webhooks;
        this.receivers = receivers;
        this.config = config;
    }

    @GET
    @Operation(
            summary = "The subscriptions, in the order of their creation",
            description = "A supervisor's are those of the teams that the roster gives them; an admin's are all.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = WebhookPage.class)))
    public WebhookPage list(
            @QueryParam("team") @Nullable String team,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        access.ready();
        int most = Paging.limit(limit, USUAL_LIMIT, MOST);
        Wanted wanted = new Wanted(teams(team), Ids.after(cursor, FIRST), most + 1);
        Page<WebhookJson> page = Paging.page(
                webhooks.list(wanted).stream(), most, webhook -> webhook.id().toString(), WebhookJson::of);
        return new WebhookPage(page.items(), page.nextCursor());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Subscribes",
            description =
                    "By an admin, or for a team by its supervisors. At most " + MOST_OF_A_TEAM
                            + " a team. In force with the next step that an item takes. Messages are those of Standard Webhooks.")
    @APIResponse(
            responseCode = "201",
            description = "The subscription and, this once, its secret",
            content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "400", description = "Not a webhook; errors lists every field")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    @APIResponse(responseCode = "422", description = NO_KEY)
    public Response create(@Nullable Draft body) {
        access.ready();
        Draft draft = Objects.requireNonNullElse(body, Draft.EMPTY);
        mayTell(draft.team());
        Wish wish = WebhookBodies.wish(draft, receivers);
        WithSecret made = webhooks.create(draft.team(), wish, access.author(), MOST_OF_A_TEAM)
                .orElseThrow(() -> new Problem(
                        400,
                        "Not a webhook",
                        List.of(new Problem.Cause("/team", "has " + MOST_OF_A_TEAM + " webhooks already"))));
        return Response.created(
                        URI.create("/api/coaching/v1/webhooks/" + made.webhook().id()))
                .header("ETag", IfMatch.etag(made.webhook().version()))
                .entity(WebhookJson.of(made))
                .build();
    }

    @GET
    @Path("/{webhook}")
    @Operation(summary = "A subscription", description = "The ETag is its version, for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription",
            content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "404", description = "No such webhook, or not yours")
    public Response one(@PathParam("webhook") UUID id) {
        access.ready();
        Webhook webhook = webhooks.find(id).orElseThrow(WebhookResource::notFound);
        access.webhook(webhook);
        return answer(WebhookJson.of(webhook));
    }

    @PUT
    @Path("/{webhook}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes a subscription, but not whose it is",
            description = "Enabling one, or giving it another address, forgets what failed. What waits when one is"
                    + " disabled is given up; it can be redriven.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription after it",
            content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "400", description = "Not a webhook; errors lists every field")
    @APIResponse(responseCode = "404", description = "No such webhook, or not yours")
    @APIResponse(responseCode = "412", description = "It is no longer in that version; ETag has the current one")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(
            @PathParam("webhook") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable Fields body) {
        Webhooks.Check seen = seen(ifMatch);
        access.webhook(webhooks.find(id).orElseThrow(WebhookResource::notFound));
        // Looking a name up may take a while: not while the row is locked.
        Wish wish = WebhookBodies.wish(body, receivers);
        return answer(webhooks.change(id, access.author(), wish, seen)
                .map(WebhookJson::of)
                .orElseThrow(WebhookResource::notFound));
    }

    @DELETE
    @Path("/{webhook}")
    @Operation(summary = "Ends a subscription; its deliveries are forgotten")
    @APIResponse(responseCode = "204", description = "There is none any more")
    @APIResponse(responseCode = "404", description = "No such webhook, or not yours")
    @APIResponse(responseCode = "412", description = "It is no longer in that version; ETag has the current one")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public void delete(@PathParam("webhook") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        if (!webhooks.delete(id, seen(ifMatch))) {
            throw notFound();
        }
    }

    @POST
    @Path("/{webhook}/rotate-secret")
    @Operation(
            summary = "Gives it a new secret",
            description = "Until oldSecretUntil (touchline.webhooks.old-secret-for, 24 hours) messages are signed with"
                    + " both, so the receiver may change over in its own time.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription and, this once, its new secret",
            content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "404", description = "No such webhook, or not yours")
    @APIResponse(responseCode = "412", description = "It is no longer in that version; ETag has the current one")
    @APIResponse(responseCode = "422", description = NO_KEY)
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response rotate(@PathParam("webhook") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(webhooks.rotate(id, access.author(), config.oldSecretFor(), seen(ifMatch))
                .map(WebhookJson::of)
                .orElseThrow(WebhookResource::notFound));
    }

    static Problem notFound() {
        return Problem.notFound("Webhook");
    }

    /** Looks, with the row locked, that it is the caller's and in the version that they saw. */
    private Webhooks.Check seen(@Nullable String ifMatch) {
        long version = IfMatch.require(ifMatch);
        access.ready();
        return webhook -> {
            access.webhook(webhook);
            if (webhook.version() != version) {
                throw IfMatch.stale(webhook.version());
            }
        };
    }

    private void mayTell(@Nullable String team) {
        if (team != null) {
            access.ownTeam(team);
        } else if (access.ownTeams() != null) {
            throw Problem.of(403, "Forbidden", "Only an admin may subscribe to all teams; name one of yours.");
        }
    }

    private @Nullable Collection<String> teams(@Nullable String team) {
        Set<String> own = access.ownTeams();
        if (team == null || team.isBlank()) {
            return own;
        }
        return team.indexOf('\0') < 0 && (own == null || own.contains(team)) ? Set.of(team) : Set.of();
    }

    private static Response answer(WebhookJson webhook) {
        return Response.ok(webhook)
                .header("ETag", IfMatch.etag(webhook.version()))
                .build();
    }
}
