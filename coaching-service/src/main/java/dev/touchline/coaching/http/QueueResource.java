package dev.touchline.coaching.http;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.store.ClaimDesk;
import dev.touchline.coaching.store.ClaimDesk.Handout;
import dev.touchline.coaching.store.Claimer;
import dev.touchline.coaching.store.ItemReader.Whole;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A team's queue: look at it, wait for it to change, take the next item. */
@Path("/api/coaching/v1/teams/{team}/queue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queue")
public class QueueResource {
    /** Of every answer to a poll, besides its ETag. */
    static final Map<String, String> HEADERS = Map.of("Cache-Control", "private, no-cache", "Vary", "Authorization");

    private final Access access;
    private final JsonWebToken token;
    private final KnownPolls polls;
    private final QueueAnswers answers;
    private final ClaimDesk desk;
    private final CoachingConfig config;
    private final Clock clock;
    private final Counter claims;

    QueueResource(
            Access access,
            JsonWebToken token,
            KnownPolls polls,
            QueueAnswers answers,
            ClaimDesk desk,
            CoachingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.access = access;
        this.token = token;
        this.polls = polls;
        this.answers = answers;
        this.desk = desk;
        this.config = config;
        this.clock = clock;
        claims = metrics.counter("touchline.claims", "how", "next");
    }

    @GET
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "The team's queue, most urgent first", description = """
                    Poll it with the ETag in If-None-Match; add wait to be answered when it changes.

                    Order: ln(severity × responses) + openedAt / 1 h, greatest first, with severity low 1, normal 2, high 4 and
                    openedAt in hours; then the newer id. That is urgency severity × responses, which fades to 1/e with each hour.
                    Fair share: coaching below high for an agent who had as many sessions today (UTC) as
                    touchline.coaching.fair-share says (1) stands behind all others until heldBackUntil, in the same order;
                    claim-next hands it out when nothing else is open.

                    An item may change its place while you page, when answers come or go or a session takes place. A page says
                    changed when anything in the queue changed since the first page was read: an item may then be
                    missing or come twice. Start over without cursor where that matters.""")
    @APIResponse(
            responseCode = "200",
            description = "A page of items",
            content = @Content(schema = @Schema(implementation = ItemPage.class)))
    @APIResponse(responseCode = "304", description = "The queue is as it was under that ETag")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public Uni<Response> queue(
            @PathParam("team") String team,
            @Parameter(description = "coaching, praise, operations; several with commas; all without")
                    @QueryParam("kind")
                    @Nullable
                    List<String> kind,
            @Parameter(description = "open, claimed, completed, dismissed, deferred, expired; open and claimed without")
                    @QueryParam("state")
                    @Nullable
                    List<String> state,
            @QueryParam("topic") @Nullable String topic,
            @Parameter(description = "Only this agent's items") @QueryParam("agent") @Nullable String agent,
            @Parameter(description = "1 to 200, 50 without") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(
                            description = "With If-None-Match: how long to wait for a change, PT30S at most",
                            example = "PT20S")
                    @QueryParam("wait")
                    @Nullable
                    String wait,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Context HttpServerRequest request) {
        access.team(team);
        QueueQuery query = QueueQuery.of(team, new QueueQuery.Raw(kind, state, topic, agent, limit, cursor, wait));
        Instant tokenEnds = Instant.ofEpochSecond(token.getExpirationTime());
        QueuePoll poll = new QueuePoll(query, QueueTag.mark(query, access.scope()), access.watch(team), tokenEnds);
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            polls.remember(authorization, request.uri(), poll);
        }
        return answers.answer(poll, ifNoneMatch).map(QueueResource::response);
    }

    @POST
    @Path("/claim-next")
    @RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
    @Operation(
            summary = "Claims the most urgent open item for the caller",
            description = "In the queue's order. What is held back by fair share comes when nothing else is open.")
    @APIResponse(
            responseCode = "200",
            description = "It is yours until leaseUntil",
            content = @Content(schema = @Schema(implementation = ItemJson.class)))
    @APIResponse(responseCode = "204", description = "Nothing is open")
    @APIResponse(responseCode = "409", description = "You hold as many items as you may at a time")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public Response claimNext(
            @PathParam("team") String team,
            @Parameter(description = "coaching, praise, operations; several with commas; all without")
                    @QueryParam("kind")
                    @Nullable
                    List<String> kind) {
        access.team(team);
        Claimer claimer = new Claimer(access.actor(), clock.instant().plus(config.lease()), config.workInProgress());
        Handout handout = desk.next(team, kinds(kind), claimer);
        Failpoint.hit("after-claim-before-reply");
        return switch (handout) {
            case Handout.Given(var item) -> given(item);
            case Handout.Denied(var reason) -> throw Problem.of(409, "Not possible now", reason);
            case Handout.NothingOpen _ -> Response.noContent().build();
        };
    }

    private Response given(Whole item) {
        claims.increment();
        ItemJson card = Cards.of(item);
        return Response.ok(card).tag(Long.toString(card.version())).build();
    }

    /** What a page of items looks like, for the document. */
    @Schema(name = "ItemPage")
    public record ItemPage(
            List<ItemJson> items,

            @Schema(
                    description =
                            "Only true, and only in a queue with cursor: it changed since the first page was read, so that an"
                                    + " item may be missing or come twice")
            @Nullable
            Boolean changed,

            @Nullable String nextCursor) {}

    private static Response response(QueueAnswers.Answer answer) {
        Response.ResponseBuilder builder = Response.status(answer.status()).entity(answer.page());
        HEADERS.forEach(builder::header);
        return builder.header("ETag", answer.tag()).build();
    }

    private static Set<Kind> kinds(@Nullable List<String> given) {
        List<Problem.Cause> causes = new ArrayList<>();
        List<String> words = QueueQuery.words("kind", given, QueueQuery.KINDS, QueueQuery.KINDS, causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Bad query", causes);
        }
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        words.forEach(word -> kinds.add(Kind.valueOf(word.toUpperCase(Locale.ROOT))));
        return kinds;
    }
}
