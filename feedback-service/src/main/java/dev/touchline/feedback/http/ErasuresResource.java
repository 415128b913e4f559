package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.erasure.Erasure;
import dev.touchline.feedback.erasure.Erasures;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The right to be forgotten. */
@Singleton
@Path(Paths.ROOT)
@Tag(name = "Privacy", description = "Customers who are to be forgotten")
public class ErasuresResource {
    private final Erasures erasures;
    private final Caller caller;

    ErasuresResource(Erasures erasures, Caller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    @DELETE
    @Path("/customers/{ref}")
    @RolesAllowed(Roles.ADMIN)
    @ResponseStatus(202)
    @Operation(summary = "Erase what a customer said", description = """
                    Comments, the customer's reference and the links to the contacts go, in the lists and in quarantine
                    before the answer, in the other services within moments, and what is still on its way when it
                    arrives. Scores, times and ids stay, so figures don't change. It is about what has reached us until
                    now: who answers again afterwards is asked anew. Safe to repeat; each time is on record. Of what is
                    in Kafka nothing can be taken out; it is gone 28 days after it went in.""")
    public ErasureJson erase(
            @RestPath @Parameter(description = "As the platform calls the customer") String ref,
            @QueryParam("source")
                    @Parameter(
                            description =
                                    "Only what this platform sent; platforms may mean others by the same reference")
                    @Nullable
                    String source) {
        List<Flaw> flaws = new ArrayList<>();
        String wrong = Text.flawOfName(ref, Limits.ID_CHARS);
        if (wrong != null) {
            flaws.add(new Flaw("ref", wrong));
        }
        if (source != null && !Text.isSlug(source)) {
            flaws.add(new Flaw("source", Text.NOT_A_SLUG));
        }
        if (!flaws.isEmpty()) {
            throw Problems.of(400, "Not a customer", flaws);
        }
        return ErasureJson.of(
                erasures.erase(ref, source, caller.subject(), Clock.systemUTC().instant()));
    }

    @GET
    @Path("/erasures")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "List erasures",
            description = "The newest first: who asked when, and what it came to. They are kept for ever.")
    public Page<ErasureJson> list(@BeanParam PageAsked asked) {
        Page<Erasure> page = erasures.list(asked.size(), asked.cursor());
        return new Page<>(page.items().stream().map(ErasureJson::of).toList(), page.nextCursor());
    }
}
