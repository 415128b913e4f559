package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.http.QuarantineJsons.DiscardBody;
import dev.touchline.feedback.http.QuarantineJsons.EntryJson;
import dev.touchline.feedback.http.QuarantineJsons.RedriveBody;
import dev.touchline.feedback.http.QuarantineJsons.RedrivenJson;
import dev.touchline.feedback.http.QuarantineJsons.WholeJson;
import dev.touchline.feedback.kafka.KafkaAway;
import dev.touchline.feedback.store.Quarantine;
import dev.touchline.feedback.store.Quarantine.Entry;
import dev.touchline.feedback.store.Quarantine.Filter;
import dev.touchline.feedback.store.Quarantine.State;
import dev.touchline.feedback.store.Redriver;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What could not go on its way, and what became of it. */
@Singleton
@Path(Paths.ROOT + "/quarantine")
@Tag(name = "Quarantine", description = "Responses that wait for their agent, and deliveries that wait for a mapping")
public class QuarantineResource {
    private static final int NOTE_CHARS = 500;

    private final Quarantine quarantine;
    private final Redrives redrives;
    private final Redriver redriver;
    private final Caller caller;
    private final Problems problems;

    QuarantineResource(Quarantine quarantine, Redrives redrives, Redriver redriver, Caller caller, Problems problems) {
        this.quarantine = quarantine;
        this.redrives = redrives;
        this.redriver = redriver;
        this.caller = caller;
        this.problems = problems;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA})
    @Operation(summary = "List the quarantine", description = "The newest receipt first; from and to are of receipt.")
    public Page<EntryJson> list(
            @QueryParam("state")
                    @Schema(enumeration = {"parked", "released", "quarantined", "redriven", "discarded", "expired"})
                    @Nullable
                    String state,
            @QueryParam("source") @Nullable String source,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("from") @Schema(implementation = OffsetDateTime.class) @Nullable String from,
            @QueryParam("to") @Schema(implementation = OffsetDateTime.class) @Nullable String to,
            @BeanParam PageAsked page) {
        Flaws flaws = new Flaws();
        Instant start = Reading.instant("from", from, flaws);
        Instant end = Reading.instant("to", to, flaws);
        if (!flaws.none()) {
            throw Problems.of(400, "Bad query", flaws.list());
        }
        Page<Entry> found =
                quarantine.list(new Filter(state(state), source, reason, start, end), page.size(), page.cursor());
        return new Page<>(found.items().stream().map(EntryJson::of).toList(), found.nextCursor());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.QA})
    @Operation(
            summary = "Read what is in quarantine",
            description = "A delivery with its raw body and the headers that are kept: those that prove who sent it are"
                    + " not.")
    public WholeJson get(@RestPath String id) {
        return quarantine.find(uuid(id)).map(WholeJson::of).orElseThrow(() -> Problem.notFound("Quarantine entry"));
    }

    @POST
    @Path("/redrive")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Try again what waits", description = """
                    Maps deliveries by the mapping that is in force now, has answers asked for anew whose fetching was
                    given up, and releases responses whose agent is known now; the latter happens by itself when the
                    roster learns an agent. With ids these, with source or reason the deliveries and fetches of that
                    source or reason, without a body everything. Safe to repeat: what was taken before keeps its event
                    ids and has no second effect. Of many deliveries the first 200 are done before the answer, the rest
                    in the background.""")
    public RedrivenJson redrive(@Nullable RedriveBody body) {
        try {
            return redrives.redrive(body, caller.subject());
        } catch (KafkaAway e) {
            throw problems.tryAgain("Kafka does not answer; what was not taken stays where it is.");
        }
    }

    @GET
    @Path("/redrive")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Ask how far a redrive in the background is",
            description = "The last one on the instance that answers.")
    public Redriver.Progress progress() {
        return redriver.progress();
    }

    @POST
    @Path("/{id}/discard")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Discard what needs no redriving",
            description = "It stays readable, with the reason, until it expires. What does not wait stays as it is.")
    public EntryJson discard(@RestPath String id, @Nullable DiscardBody body) {
        String reason = Problems.required(body).reason();
        String wrong = reason == null ? "is required" : Text.flawOfName(reason, NOTE_CHARS);
        if (reason == null || wrong != null) {
            throw Problems.of(422, "Not a reason", List.of(new Flaw("/reason", String.valueOf(wrong))));
        }
        return quarantine
                .discard(uuid(id), reason, caller.subject(), Clock.systemUTC().instant())
                .map(EntryJson::of)
                .orElseThrow(() -> Problem.notFound("Quarantine entry"));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Quarantine entry");
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
        throw new Problem(
                400,
                "Bad state",
                List.of(new Problem.Cause(
                        "state", "must be parked, released, quarantined, redriven, discarded or expired")));
    }
}
