package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.store.Dispute;
import dev.touchline.feedback.store.Dispute.State;
import dev.touchline.feedback.store.Disputes;
import dev.touchline.feedback.store.Disputes.Answer;
import dev.touchline.feedback.store.Disputes.Seen;
import dev.touchline.feedback.store.Disputes.Wanted;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What agents say against coaching items, and what is decided about the responses behind them. */
@Singleton
@Path(Paths.ROOT + "/disputes")
@Tag(name = "Disputes", description = "Responses that an agent holds to be another's")
public class DisputesResource {
    private final Disputes disputes;
    private final RosterView view;
    private final Caller caller;

    DisputesResource(Disputes disputes, RosterView view, Caller caller) {
        this.disputes = disputes;
        this.view = view;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR, Roles.AGENT})
    @Operation(summary = "List disputes", description = """
                    The latest first. Admin and QA see all; a supervisor those of items that stood in an own team and of
                    whoever is in an own team now; an agent the own ones, with what was decided but neither
                    by whom nor whose the responses are now.""")
    public Page<DisputeJson> list(
            @QueryParam("state") @Schema(enumeration = {"open", "kept", "reattributed"}) @Nullable String state,
            @QueryParam("team") @Nullable String team,
            @BeanParam PageAsked page) {
        Page<Dispute> found = disputes.list(
                new Wanted(state(state), visible(ResponsesAsked.slug("team", team)), seen()),
                page.size(),
                page.cursor());
        boolean toAgent = !caller.seesAllTeams() && !caller.isSupervisor();
        return new Page<>(
                found.items().stream()
                        .map(dispute -> DisputeJson.of(dispute, toAgent))
                        .toList(),
                found.nextCursor());
    }

    @POST
    @Path("/{id}/decide")
    @RolesAllowed({Roles.ADMIN, Roles.QA})
    @Operation(summary = "Decide a dispute", description = """
                    keep: the responses stay with the agent. reattribute: they are another agent's, as by POST
                    /responses/attribution; what followed from them goes with them a moment later. Decided once.""")
    @APIResponse(responseCode = "404", description = "No such dispute")
    @APIResponse(responseCode = "409", description = "It was decided before, or a response is not on record any more")
    @APIResponse(responseCode = "412", description = "Somebody else decided since")
    @APIResponse(responseCode = "422", description = "A field is wrong, or the agent had no team at that time")
    @APIResponse(responseCode = "428", description = "Send If-Match")
    public RestResponse<DisputeJson> decide(
            @RestPath String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable DisputeBody body) {
        UUID dispute = uuid(id);
        long version = IfMatch.require(ifMatch);
        return switch (disputes.decide(dispute, version, Problems.required(body).checked(), caller.subject())) {
            case Answer.Decided(Dispute decided) ->
                RestResponse.ResponseBuilder.ok(DisputeJson.of(decided, false))
                        .header(HttpHeaders.ETAG, IfMatch.etag(decided.version()))
                        .build();
            case Answer.Unknown _ -> throw unknown();
            case Answer.Stale(long current) -> throw IfMatch.stale(current);
            case Answer.Over(State state) ->
                throw Problem.of(409, "Not possible now", "The dispute is already decided: " + state.wire() + ".");
            case Answer.Which(List<ResponseName> responses) -> throw wrong("/responses", which(responses));
            case Answer.SameAgent _ -> throw wrong("/agent", "must be another one than who disputes");
            case Answer.UnknownAgent _ ->
                throw wrong("/agent", "must be an agent who had a team at the time of the interaction");
            case Answer.UnknownResponse(ResponseName name) ->
                throw Problem.of(
                        409,
                        "Not possible now",
                        "Response %s of %s is not on record.".formatted(name.responseId(), name.source()));
        };
    }

    private @Nullable Seen seen() {
        Sight sight = Sight.of(caller, view.roster());
        Instant now = Clock.systemUTC().instant();
        return sight.seesEverything() ? null : new Seen(sight.teams(), sight.agents(now));
    }

    /** 404 for a supervisor's look at a team that is not theirs; an agent's list is the own one whatever the team. */
    private @Nullable String visible(@Nullable String team) {
        boolean looksAtTeams = caller.seesAllTeams() || caller.isSupervisor();
        if (team != null && looksAtTeams && !Sight.of(caller, view.roster()).seesTeam(team)) {
            throw Problem.notFound("Team");
        }
        return team;
    }

    private static String which(List<ResponseName> responses) {
        if (responses.isEmpty()) {
            return "can't be named: the item stood on none any more";
        }
        return "must name which of the item's "
                + responses.stream()
                        .limit(5)
                        .map(each -> each.source() + "/" + each.responseId())
                        .collect(Collectors.joining(", "))
                + (responses.size() > 5 ? ", …" : "");
    }

    private static Problem wrong(String pointer, String detail) {
        return Problems.of(422, "Not a decision", List.of(new Flaw(pointer, detail)));
    }

    private static Problem unknown() {
        return Problem.notFound("Dispute");
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static @Nullable State state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        for (State state : State.values()) {
            if (state.wire().equals(name)) {
                return state;
            }
        }
        throw new Problem(400, "Bad state", List.of(new Problem.Cause("state", "must be open, kept or reattributed")));
    }
}
