package dev.touchline.feedback.http;

import dev.touchline.feedback.mapping.ShippedMappings;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The mappings that come with Touchline. */
@Singleton
@Path(Paths.ROOT + "/mappings")
@RolesAllowed({Roles.ADMIN, Roles.QA})
@Tag(name = "Sources")
public class MappingsResource {
    /** A mapping that is shipped. */
    @Schema(name = "ShippedMapping")
    public record ShippedJson(String name, String yaml) {}

    @GET
    @Operation(summary = "List the mappings that are shipped", description = "To be used as they are, or as a start.")
    public Page<ShippedJson> list() {
        return new Page<>(
                ShippedMappings.NAMES.stream().map(MappingsResource::json).toList(), null);
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "Read a mapping that is shipped")
    public ShippedJson get(@RestPath String name) {
        if (!ShippedMappings.NAMES.contains(name)) {
            throw Problem.notFound("Mapping");
        }
        return json(name);
    }

    private static ShippedJson json(String name) {
        return new ShippedJson(name, ShippedMappings.yaml(name));
    }
}
