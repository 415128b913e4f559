package dev.touchline.feedback.http;

import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.read.Filter;
import dev.touchline.feedback.read.Responses;
import dev.touchline.feedback.read.StoredResponse;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** What customers said, as lists. */
@Singleton
@Path(Paths.ROOT + "/responses")
@Tag(name = "Responses", description = "What customers said")
public class ResponsesResource {
    private static final Duration USUAL = Duration.ofDays(90);

    private final Responses responses;
    private final Exports exports;
    private final RosterView view;
    private final Caller caller;

    ResponsesResource(Responses responses, Exports exports, RosterView view, Caller caller) {
        this.responses = responses;
        this.exports = exports;
        this.view = view;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR, Roles.AGENT})
    @Operation(summary = "List responses", description = """
                    The newest first, each in its newest revision. Admin and QA see all; a supervisor those that count
                    for an own team and those of whoever is in an own team now; an agent the own ones. Without from: of
                    the last 90 days. What comes in while you page changes no page that is still to come.""")
    public Page<ResponseJson> list(@BeanParam ResponsesAsked asked, @BeanParam PageAsked page) {
        Page<StoredResponse> found = responses.list(filter(asked), page.size(), page.cursor());
        return new Page<>(
                found.items().stream()
                        .map(response -> ResponseJson.of(response, view.roster()))
                        .toList(),
                found.nextCursor());
    }

    @GET
    @Path("/export")
    @Produces(Exports.CSV)
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR, Roles.AGENT})
    @Operation(summary = "Export responses as CSV", description = """
                    What the list gives, a line per rating, as a stream. A text that a spreadsheet would take for a
                    formula begins with an apostrophe.""")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = Exports.CSV, schema = @Schema(type = SchemaType.STRING)))
    public RestMulti<byte[]> export(@BeanParam ResponsesAsked asked) {
        return RestMulti.fromMultiData(exports.csv(filter(asked)))
                .header("Content-Disposition", "attachment; filename=\"responses.csv\"")
                .build();
    }

    private Filter filter(ResponsesAsked asked) {
        Instant now = Clock.systemUTC().instant();
        Period.Times times = Period.times(asked.from(), asked.to(), now, USUAL);
        return Sight.of(caller, view.roster())
                .filter(asked.checkedTeam(), asked.agent(), asked.checkedTopic(), times.from(), times.to(), now);
    }
}
