package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Presets;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Filters that are ready to use. */
@Path("/api/alerting/v1/presets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Filters")
public class PresetsResource {
    @GET
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(
            operationId = "listPresets",
            summary = "Filters that are ready to use",
            description = "Each may be put as it is, or under another name, without a backtest.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, on one page.",
            content = @Content(schema = @Schema(implementation = FilterSchema.PresetPage.class)))
    public Page<ObjectNode> list() {
        return new Page<>(
                Presets.byId().entrySet().stream()
                        .map(preset -> FilterViews.preset(preset.getKey(), preset.getValue()))
                        .toList(),
                null);
    }
}
