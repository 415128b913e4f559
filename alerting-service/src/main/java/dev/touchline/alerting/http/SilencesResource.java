package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.store.SilenceStore;
import dev.touchline.alerting.store.SilenceVersion;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Silences: whom nothing is raised about for a while. */
@Path("/api/alerting/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Silences", description = "Whom nothing is raised about for a while.")
public class SilencesResource {
    private static final String PROBLEM = "application/problem+json";
    private static final String ID = "Id of the silence: 1 to 64 of a-z, 0-9 and hyphen.";
    private static final int MOST = 200;

    private final SilenceStore store;
    private final SilenceChanges changes;
    private final Caller caller;

    SilencesResource(SilenceStore store, SilenceChanges changes, Caller caller) {
        this.store = store;
        this.changes = changes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(operationId = "listSilences", summary = "List silences by id, deleted ones not, those that are over too")
    @APIResponse(
            responseCode = "200",
            description = "One page of silences.",
            content = @Content(schema = @Schema(implementation = SilenceSchema.SilencePage.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is wrong.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Page<ObjectNode> list(
            @Parameter(
                            description = "Most silences on a page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @RestQuery
                    @DefaultValue("50")
                    String limit,
            @Parameter(description = "nextCursor of the page before.") @RestQuery @Nullable String cursor) {
        int size = FiltersResource.size(limit);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        List<SilenceVersion> found = store.list(after, size + 1);
        return page(found, size, last -> Cursor.encode(last.silenceId()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(operationId = "getSilence", summary = "Read a silence as it stands")
    @APIResponse(
            responseCode = "200",
            description = "Its newest version.",
            headers = @Header(name = "ETag", description = "The version, for If-Match."),
            content = @Content(schema = @Schema(implementation = SilenceSchema.View.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such silence.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Response get(@Parameter(description = ID) @RestPath String id) {
        return answer(
                Response.Status.OK,
                store.newest(id).filter(version -> !version.lifted()).orElseThrow(() -> Problem.notFound("Silence")));
    }

    @GET
    @Path("{id}/versions")
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(
            operationId = "listSilenceVersions",
            summary = "List all versions of a silence, newest first, also of a deleted one",
            description = "Who changed what, and when.")
    @APIResponse(
            responseCode = "200",
            description = "One page of versions.",
            content = @Content(schema = @Schema(implementation = SilenceSchema.SilencePage.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is wrong.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "404",
            description = "Never was one.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Page<ObjectNode> versions(
            @Parameter(description = ID) @RestPath String id,
            @Parameter(
                            description = "Most versions on a page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @RestQuery
                    @DefaultValue("50")
                    String limit,
            @Parameter(description = "nextCursor of the page before.") @RestQuery @Nullable String cursor) {
        int size = FiltersResource.size(limit);
        List<SilenceVersion> found = store.versions(id, FiltersResource.below(cursor), size + 1);
        if (found.isEmpty() && store.newest(id).isEmpty()) {
            throw Problem.notFound("Silence");
        }
        return page(found, size, last -> Cursor.encode(Long.toString(last.version())));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "putSilence",
            summary = "Create a silence, or make a new version of it",
            description = "In force two seconds later, for every instance alike. The same body again changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SilenceSchema.Write.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new version, or the same as before when it says the same.",
            headers = @Header(name = "ETag", description = "The version, for If-Match."),
            content = @Content(schema = @Schema(implementation = SilenceSchema.View.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created.",
            headers = @Header(name = "ETag", description = "The version, for If-Match."),
            content = @Content(schema = @Schema(implementation = SilenceSchema.View.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not a silence: every mistake is listed with its JSON pointer.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "412",
            description = "It has changed since you read it, or If-None-Match is * and it exists.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "422",
            description = "1,000 silences stand already.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "428",
            description = "It exists; say with If-Match which version you change.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "503",
            description = "The database is away.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Response put(
            @Parameter(description = ID) @RestPath String id,
            @Parameter(
                            name = "If-Match",
                            in = ParameterIn.HEADER,
                            description = "ETag of the version that is replaced.")
                    @RestHeader("If-Match")
                    @Nullable
                    String ifMatch,
            @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, description = "* to create, never to replace.")
                    @RestHeader("If-None-Match")
                    @Nullable
                    String ifNoneMatch,
            @Nullable JsonNode body) {
        SilenceChanges.Put done = changes.put(id, body, ifMatch, ifNoneMatch, caller.subject());
        return answer(done.created() ? Response.Status.CREATED : Response.Status.OK, done.version());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "deleteSilence",
            summary = "Delete a silence",
            description = "It mutes nothing that is received from two seconds later on; its versions stay readable.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    @APIResponse(
            responseCode = "404",
            description = "No such silence.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "412",
            description = "It has changed since you read it.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "428",
            description = "Say with If-Match which version you delete.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public void delete(
            @Parameter(description = ID) @RestPath String id,
            @Parameter(name = "If-Match", in = ParameterIn.HEADER, description = "ETag of the version that is deleted.")
                    @RestHeader("If-Match")
                    @Nullable
                    String ifMatch) {
        changes.lift(id, ifMatch, caller.subject());
    }

    private static Response answer(Response.Status status, SilenceVersion version) {
        return Response.status(status)
                .header("ETag", IfMatch.etag(version.version()))
                .entity(of(version))
                .build();
    }

    private static Page<ObjectNode> page(
            List<SilenceVersion> found, int size, Function<SilenceVersion, String> cursor) {
        List<SilenceVersion> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown.stream().map(SilencesResource::of).toList(),
                found.size() > size ? cursor.apply(shown.getLast()) : null);
    }

    private static ObjectNode of(SilenceVersion version) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", version.silenceId());
        node.put("version", version.version());
        node.put("effectiveFrom", version.effectiveFrom().toString());
        node.setAll((ObjectNode) version.silence());
        node.put("changedBy", version.changedBy());
        node.put("changedAt", version.changedAt().toString());
        if (version.lifted()) {
            node.put("lifted", true);
        }
        return node;
    }
}
