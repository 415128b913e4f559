package dev.touchline.alerting.http;

import dev.touchline.alerting.kafka.LiveMuted;
import dev.touchline.alerting.store.FilterStore;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What silences and systemic causes kept a filter from raising. */
@Path("/api/alerting/v1/filters/{id}/muted")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Filters")
public class MutedResource {
    private final FilterStore filters;
    private final LiveMuted muted;

    MutedResource(FilterStore filters, LiveMuted muted) {
        this.filters = filters;
        this.muted = muted;
    }

    @Schema(name = "MutedFlags")
    public record Muted(
            @Schema(description = "Flags that a silence or a systemic cause muted, of all its versions.")
            long flags,

            @Schema(description = "Those of them that a silence muted.")
            long silences,

            @Schema(description = "Those of them that a systemic cause muted.")
            long systemicCauses) {
        static Muted of(LiveMuted.Muted muted) {
            return new Muted(muted.silences() + muted.systemicCauses(), muted.silences(), muted.systemicCauses());
        }
    }

    @GET
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(operationId = "countMutedFlags", summary = "How many flags of a filter were muted")
    @APIResponse(
            responseCode = "200",
            description = "Counted once each, also through crashes.",
            content = @Content(schema = @Schema(implementation = Muted.class)))
    @APIResponse(
            responseCode = "404",
            description = "Never was one.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Problem.Body.class)))
    public Muted muted(@Parameter(description = "Id of the filter.") @RestPath String id) {
        return filters.newest(id)
                .map(filter -> Muted.of(muted.flagsOf(id)))
                .orElseThrow(() -> Problem.notFound("Filter"));
    }
}
