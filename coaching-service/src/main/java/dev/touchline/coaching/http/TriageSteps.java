package dev.touchline.coaching.http;

import dev.touchline.coaching.core.triage.Owners;
import dev.touchline.coaching.core.triage.Owners.Owner;
import dev.touchline.coaching.http.TriageJson.Answer;
import dev.touchline.coaching.http.TriageJson.ContactDraft;
import dev.touchline.coaching.http.TriageJson.Done;
import dev.touchline.coaching.http.TriageJson.HandOver;
import dev.touchline.coaching.store.TriageCases;
import dev.touchline.coaching.store.TriageCases.Case;
import dev.touchline.coaching.store.TriageOwners;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is done with cases that were not the agent's doing: open, handed over, answered. All named cases or none. */
@Path("/api/coaching/v1/triage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
@Tag(name = "Triage")
@APIResponse(
        responseCode = "200",
        description = "All of them took the step",
        content = @Content(schema = @Schema(implementation = Done.class)))
@APIResponse(responseCode = "400", description = "errors lists every field")
@APIResponse(responseCode = "409", description = "Some can't take the step, so none did; errors lists each of them")
public class TriageSteps {
    private final Access access;
    private final TriageOwners owners;
    private final TriageCases cases;

    TriageSteps(Access access, TriageOwners owners, TriageCases cases) {
        this.access = access;
        this.owners = owners;
        this.cases = cases;
    }

    @POST
    @Path("/hand-over")
    @Operation(
            summary = "Writes down that owners know of open cases",
            description = "To whom the list of owners names for each, or to whom the body says.")
    public Done handOver(@Nullable HandOver body) {
        HandOver given = Objects.requireNonNullElse(body, new HandOver(null, null, null));
        List<Problem.Cause> causes = new ArrayList<>();
        List<UUID> items = TriageBodies.items(given.items(), causes);
        ContactDraft to = TriageBodies.to(given.to(), causes);
        String note = TriageBodies.note(given.note(), causes);
        TriageBodies.refuse("Not a hand-over", causes);
        access.ready();
        Owners known = owners.get().owners();
        Function<Case, Optional<Owner>> owner = found -> to == null
                ? known.of(found.cause(), found.item().topic())
                : Optional.of(new Owner(found.cause(), null, Objects.requireNonNull(to.name()), to.contact()));
        Consumer<List<Case>> check = found -> check(items, found, each -> {
            if (!each.state().equals(TriageCases.OPEN)) {
                return "is " + each.state() + " already";
            }
            return owner.apply(each).isPresent()
                    ? null
                    : "is nobody's: name somebody in to, or an owner of %s"
                            .formatted(each.cause() + " or " + each.cause() + " and "
                                    + each.item().topic());
        });
        cases.handOver(items, check, found -> owner.apply(found).orElseThrow(), access.subject(), note);
        return new Done(items.size());
    }

    @POST
    @Path("/answer")
    @Operation(summary = "Writes down what the owners of cases that were handed over answered")
    public Done answer(@Nullable Answer body) {
        Answer given = Objects.requireNonNullElse(body, new Answer(null, null));
        List<Problem.Cause> causes = new ArrayList<>();
        List<UUID> items = TriageBodies.items(given.items(), causes);
        String note = TriageBodies.note(given.note(), causes);
        if (note == null) {
            causes.add(new Problem.Cause("/note", "is required"));
        }
        TriageBodies.refuse("Not an answer", causes);
        access.ready();
        Consumer<List<Case>> check = found ->
                check(items, found, each -> each.state().equals(TriageCases.HANDED_OVER) ? null : "is " + each.state());
        cases.answer(items, check, access.subject(), Objects.requireNonNull(note));
        return new Done(items.size());
    }

    /** 409 with each case that is not there, not the caller's, or can't take the step. */
    private void check(List<UUID> items, List<Case> found, Function<Case, @Nullable String> fault) {
        Collection<String> teams = access.seenTeams();
        Map<UUID, Case> byId = found.stream()
                .filter(each -> teams == null || teams.contains(each.item().team()))
                .collect(Collectors.toMap(each -> each.item().id(), Function.identity()));
        List<Problem.Cause> causes = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Case each = byId.get(items.get(index));
            String wrong = each == null
                    ? "is no item that was dismissed as not the agent's doing, or not yours"
                    : fault.apply(each);
            if (wrong != null) {
                causes.add(new Problem.Cause("/items/" + index, wrong));
            }
        }
        if (!causes.isEmpty()) {
            throw new Problem(409, "Not possible now", causes);
        }
    }
}
