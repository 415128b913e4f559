package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Cover;
import dev.touchline.coaching.store.Covers;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who stands in for a team's supervisors while they are away. */
@Path("/api/coaching/v1/teams/{team}/covers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Covers")
@APIResponse(responseCode = "404", description = "No such team or cover, or not yours")
public class CoverResource {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST_IN_A_TEAM = 50;
    private static final int LONGEST_TEXT = 200;

    private final Access access;
    private final Covers covers;
    private final Clock clock;

    CoverResource(Access access, Covers covers, Clock clock) {
        this.access = access;
        this.covers = covers;
        this.clock = clock;
    }

    /** What is asked for. */
    @Schema(name = "CoverDraft")
    record Draft(
            @Schema(description = "Its first instant; now without, and where that is past") @Nullable
            Instant from,

            @Schema(required = true, description = "The first instant after it, at most 90 days away") @Nullable
            Instant until,

            @Schema(required = true, minLength = 1, maxLength = LONGEST_TEXT) @Nullable
            String reason) {}

    /** A cover on the wire. */
    @Schema(name = "Cover")
    record CoverJson(
            String team,

            @Schema(description = "Who sees and works the queue meanwhile")
            String subject,

            Instant from,
            Instant until,
            String reason,
            @Schema(description = "Who let them in") String grantedBy) {
        static CoverJson of(Cover cover) {
            return new CoverJson(
                    cover.team(), cover.subject(), cover.from(), cover.until(), cover.reason(), cover.grantedBy());
        }
    }

    /** All of a team's covers. */
    @Schema(name = "CoverList")
    record CoverList(List<CoverJson> items) {}

    @GET
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "Who stands in for the team's supervisors, now and later")
    public CoverList list(@PathParam("team") String team) {
        access.team(team);
        return new CoverList(covers.of(team).stream().map(CoverJson::of).toList());
    }

    @PUT
    @Path("/{subject}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
    @Operation(
            summary = "Lets somebody stand in",
            description = "By an admin or a supervisor of the team; who only stands in can't pass it on. They see and"
                    + " work the team's queue as its supervisors do. In force at once, on every instance within two"
                    + " seconds; it takes the place of an earlier one of the same person.")
    @APIResponse(responseCode = "400", description = "Not a cover; errors lists every field")
    public CoverJson put(@PathParam("team") String team, @PathParam("subject") String subject, @Nullable Draft draft) {
        access.ownTeam(team);
        Cover cover = checked(team, subject, Objects.requireNonNullElse(draft, new Draft(null, null, null)));
        covers.put(cover);
        return CoverJson.of(cover);
    }

    @DELETE
    @Path("/{subject}")
    @RolesAllowed({Roles.SUPERVISOR, Roles.ADMIN})
    @Operation(summary = "Ends it now")
    @APIResponse(responseCode = "204", description = "It is over")
    public void end(@PathParam("team") String team, @PathParam("subject") String subject) {
        access.ownTeam(team);
        if (subject.indexOf('\0') >= 0 || !covers.end(team, subject)) {
            throw Problem.notFound("Cover");
        }
    }

    private Cover checked(String team, String subject, Draft draft) {
        Instant now = clock.instant();
        Instant from = draft.from() == null || draft.from().isBefore(now) ? now : draft.from();
        List<Problem.Cause> causes = new ArrayList<>();
        text("subject", subject, causes);
        text("/reason", draft.reason(), causes);
        Instant until = draft.until();
        if (until == null || !until.isAfter(now) || !until.isAfter(from) || until.isAfter(now.plus(LONGEST))) {
            causes.add(new Problem.Cause(
                    "/until", "is a time after now and after from, at most " + LONGEST.toDays() + " days away"));
        }
        if (covers.of(team).stream()
                        .filter(cover -> !cover.subject().equals(subject))
                        .count()
                >= MOST_IN_A_TEAM) {
            causes.add(new Problem.Cause("team", "has " + MOST_IN_A_TEAM + " covers already"));
        }
        if (until == null || draft.reason() == null || !causes.isEmpty()) {
            throw new Problem(400, "Not a cover", causes);
        }
        return new Cover(
                team, subject, from, until, draft.reason(), access.actor().subject());
    }

    private static void text(String where, @Nullable String text, List<Problem.Cause> causes) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            causes.add(new Problem.Cause(where, "is 1 to " + LONGEST_TEXT + " characters without U+0000"));
        }
    }
}
