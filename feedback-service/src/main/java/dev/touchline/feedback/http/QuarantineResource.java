package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.touchline.feedback.kafka.KafkaAway;
import dev.touchline.feedback.store.Quarantine;
import dev.touchline.feedback.store.Quarantine.Entry;
import dev.touchline.feedback.store.Quarantine.State;
import dev.touchline.feedback.store.Releaser;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Responses whose agent nobody knew, and what became of them. */
@Singleton
@Path(Paths.ROOT + "/quarantine")
@Tag(name = "Quarantine", description = "Responses that wait for their agent")
public class QuarantineResource {
    private final Quarantine quarantine;
    private final Releaser releaser;
    private final Problems problems;

    QuarantineResource(Quarantine quarantine, Releaser releaser, Problems problems) {
        this.quarantine = quarantine;
        this.releaser = releaser;
        this.problems = problems;
    }

    /**
     * A response in quarantine.
     *
     * @param response as it was posted
     */
    @Schema(name = "QuarantineEntry")
    public record EntryJson(
            UUID eventId,
            String source,
            String responseId,
            @Schema(enumeration = {"parked", "released"}) String state,
            @Schema(examples = "unknown-agent") String reason,
            Instant respondedAt,
            Instant receivedAt,
            @Nullable Instant releasedAt,

            @JsonRawValue @Schema(implementation = PostedResponse.class)
            String response) {}

    /** What a round over everything parked came to. */
    @Schema(name = "Redriven")
    public record RedrivenJson(long released, long stillParked) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA})
    @Operation(summary = "List the quarantine", description = "The newest receipt first.")
    public Page<EntryJson> list(
            @QueryParam("state") @Schema(enumeration = {"parked", "released"}) @Nullable String state,
            @QueryParam("source") @Nullable String source,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = Limit.MOST,
                                            defaultValue = Limit.USUAL))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Page<Entry> page = quarantine.list(state(state), source, Limit.of(limit), cursor);
        return new Page<>(page.items().stream().map(QuarantineResource::json).toList(), page.nextCursor());
    }

    @POST
    @Path("/redrive")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Try everything that is parked again",
            description = "Happens by itself when the roster learns an agent. Safe to repeat.")
    public RedrivenJson redrive() {
        try {
            Releaser.Redriven result = releaser.redrive();
            return new RedrivenJson(result.released(), result.stillParked());
        } catch (KafkaAway e) {
            throw problems.tryAgain("Kafka does not answer; what was not released stays parked.");
        }
    }

    private static @Nullable State state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        for (State state : State.values()) {
            if (wire(state).equals(name)) {
                return state;
            }
        }
        throw new Problem(400, "Bad state", List.of(new Problem.Cause("state", "must be parked or released")));
    }

    private static EntryJson json(Entry entry) {
        return new EntryJson(
                entry.eventId(),
                entry.source(),
                entry.responseId(),
                wire(entry.state()),
                entry.reason(),
                entry.respondedAt(),
                entry.receivedAt(),
                entry.releasedAt(),
                entry.response());
    }

    private static String wire(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
