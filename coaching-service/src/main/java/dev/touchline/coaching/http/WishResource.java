package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.CaseFile.Wish;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.store.ItemReader;
import dev.touchline.coaching.store.Wishes;
import dev.touchline.coaching.store.Wishes.Answer;
import dev.touchline.coaching.store.Wishes.Asked;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The agent asks to be coached. */
@Path("/api/coaching/v1/agents/{agent}/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
public class WishResource {
    private final Access access;
    private final Wishes wishes;
    private final ItemReader reader;
    private final Clock clock;

    WishResource(Access access, Wishes wishes, ItemReader reader, Clock clock) {
        this.access = access;
        this.wishes = wishes;
        this.reader = reader;
        this.clock = clock;
    }

    /** What became of a wish. */
    @Schema(name = "CoachingRequestTaken")
    public record WishJson(
            @Schema(
                    enumeration = {"opened", "merged", "repeated"},
                    description =
                            "A new item; one that was there; or the one that it stands on since it was asked before")
            String result,

            ItemJson item) {}

    @POST
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "Asks for coaching, from an own answer",
            description = "Opens an item in the team's queue, or joins the one that stands on the topic, and keeps it"
                    + " there for 7 days at least. The same again has no second effect.")
    @APIResponse(
            responseCode = "201",
            description = "An item opened",
            content = @Content(schema = @Schema(implementation = WishJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "It stands on an item that was there",
            content = @Content(schema = @Schema(implementation = WishJson.class)))
    @APIResponse(responseCode = "400", description = "Not a request; errors lists every field")
    @APIResponse(responseCode = "404", description = "Not you, or no such answer of yours")
    @APIResponse(responseCode = "409", description = "The answer was dealt with; the detail says how")
    @APIResponse(responseCode = "429", description = "Asked too often today; the detail names the limit")
    public Response ask(@PathParam("agent") String agent, @Nullable WishBody body) {
        Agent self = access.self(agent);
        WishBody.Checked checked = WishBody.checked(body);
        Answer answer = wishes.ask(new Asked(
                self, access.teamOf(self), access.subject(), checked.answer(), checked.topic(), checked.note()));
        return switch (answer) {
            case Answer.Taken(Wish.Opened(Item item)) -> taken(201, "opened", item);
            case Answer.Taken(Wish.Merged(Item item)) -> taken(200, "merged", item);
            case Answer.Taken(Wish.Repeated(Item item)) -> taken(200, "repeated", item);
            case Answer.Taken(Wish.Settled(Item item)) -> throw settled(item);
            case Answer.NoSuchAnswer _ -> throw Problem.notFound("Answer");
            case Answer.NotRated(List<String> topics) -> throw notRated(topics);
            case Answer.TooMany(int limit, Instant again) -> throw tooMany(limit, again);
        };
    }

    private Response taken(int status, String result, Item item) {
        ItemJson json = reader.item(item.id())
                .map(whole -> reader.withAftermath(whole, true))
                .map(Cards::of)
                .orElseThrow(Access::notFound);
        return Response.status(status)
                .entity(new WishJson(result, json))
                .header("Location", "/api/coaching/v1/items/" + item.id())
                .header("ETag", IfMatch.etag(json.version()))
                .build();
    }

    private static Problem settled(Item item) {
        return Problem.of(
                409,
                "Not possible now",
                "Item %s on this answer is already %s."
                        .formatted(item.id(), item.state().word()));
    }

    private static Problem notRated(List<String> topics) {
        String detail = topics.isEmpty()
                ? "is not rated by this answer"
                : "is one of those that the answer rates: " + String.join(", ", topics);
        return new Problem(400, "Not a request", List.of(new Problem.Cause("/topic", detail)));
    }

    private Problem tooMany(int limit, Instant again) {
        long seconds = Math.max(1, Duration.between(clock.instant(), again).toSeconds());
        return Problem.of(
                        429,
                        "Asked too often",
                        "You asked for coaching %d times today, and %d is the limit; again from %s on."
                                .formatted(limit, limit, again))
                .withHeader("Retry-After", Long.toString(seconds));
    }
}
