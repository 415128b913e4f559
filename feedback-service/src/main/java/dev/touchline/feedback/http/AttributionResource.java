package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.store.Reattribution;
import dev.touchline.feedback.store.Reattribution.Answer;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Whose a response is, when somebody knows better than the platform. */
@Singleton
@Path(Paths.ROOT + "/responses/attribution")
@Tag(name = "Responses")
public class AttributionResource {
    private static final int REASON_CHARS = 500;
    private static final int ACCEPTED = 202;

    private final Reattribution reattribution;
    private final Caller caller;

    AttributionResource(Reattribution reattribution, Caller caller) {
        this.reattribution = reattribution;
        this.caller = caller;
    }

    /**
     * Which response is whose.
     *
     * @param reason for those who ask later
     */
    @Schema(name = "AttributionDecision")
    public record AttributionBody(
            @Schema(required = true) @Nullable String source,
            @Schema(required = true) @Nullable String responseId,
            @Schema(required = true) @Nullable String agent,

            @Schema(required = true, maxLength = REASON_CHARS) @Nullable
            String reason) {}

    /**
     * Whose it is now.
     *
     * @param team the agent's at the time of the interaction
     */
    @Schema(name = "AttributionDecided")
    public record AttributionJson(String source, String responseId, String agent, String team) {}

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.QA})
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Say whose a response is", description = """
                    For a response that counts for the wrong agent. It is taken from that agent, with what followed from
                    it, and counts for the other one, in the team of the time of the interaction; a moment later
                    everywhere. Later revisions stay with the agent that was decided on, whomever they name.""")
    @APIResponse(
            responseCode = "202",
            description = "Saved, in effect a little later",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = AttributionJson.class)))
    @APIResponse(responseCode = "422", description = "A field is wrong, or the agent had no team at that time")
    public AttributionJson decide(@Nullable AttributionBody body) {
        AttributionBody given = Problems.required(body);
        List<Flaw> flaws = new ArrayList<>();
        String source = text("/source", given.source(), Limits.ID_CHARS, flaws);
        String responseId = text("/responseId", given.responseId(), Limits.ID_CHARS, flaws);
        String agent = text("/agent", given.agent(), Limits.ID_CHARS, flaws);
        String reason = text("/reason", given.reason(), REASON_CHARS, flaws);
        if (!flaws.isEmpty()) {
            throw Problems.of(422, "Not an attribution", flaws);
        }
        return switch (reattribution.request(source, responseId, agent, reason, caller.subject())) {
            case Answer.Taken(String id, String team) -> new AttributionJson(source, responseId, id, team);
            case Answer.UnknownResponse() -> throw Problem.notFound("Response");
            case Answer.UnknownAgent() ->
                throw Problems.of(
                        422,
                        "Not an attribution",
                        List.of(new Flaw("/agent", "must be an agent who had a team at the time of the interaction")));
        };
    }

    private static String text(String pointer, @Nullable String text, int most, List<Flaw> flaws) {
        String wrong = text == null ? "is required" : Text.flawOfName(text, most);
        if (wrong != null) {
            flaws.add(new Flaw(pointer, wrong));
        }
        return text == null ? "" : text;
    }
}
