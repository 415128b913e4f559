package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.store.FilterStore;
import dev.touchline.alerting.store.FilterVersion;
import dev.touchline.alerting.store.PrecisionStore;
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
import java.util.Map;
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

/** Filters: which ratings become coaching needs. */
@Path("/api/alerting/v1/filters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Filters", description = "Which ratings become coaching needs.")
public class FiltersResource {
    private static final String PROBLEM = "application/problem+json";
    private static final String ID = "Id of the filter: 1 to 64 of a-z, 0-9 and hyphen.";
    private static final int MOST = 200;

    private final FilterStore store;
    private final FilterChanges changes;
    private final PrecisionStore precision;
    private final Caller caller;

    FiltersResource(FilterStore store, FilterChanges changes, PrecisionStore precision, Caller caller) {
        this.store = store;
        this.changes = changes;
        this.precision = precision;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(operationId = "listFilters", summary = "List filters by id, deleted ones not")
    @APIResponse(
            responseCode = "200",
            description = "One page of filters.",
            content = @Content(schema = @Schema(implementation = FilterSchema.FilterPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is wrong.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Page<ObjectNode> list(
            @Parameter(
                            description = "Most filters on a page.",
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
        int size = size(limit);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        List<FilterVersion> found = store.list(after, size + 1);
        Map<String, PrecisionStore.Judged> judged =
                precision.of(found.stream().map(FilterVersion::filterId).toList());
        return page(
                found,
                size,
                version ->
                        FilterViews.of(version, judged.getOrDefault(version.filterId(), PrecisionStore.Judged.NOTHING)),
                last -> Cursor.encode(last.filterId()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(operationId = "getFilter", summary = "Read a filter as it stands")
    @APIResponse(
            responseCode = "200",
            description = "Its newest version.",
            headers = @Header(name = "ETag", description = "The version, for If-Match."),
            content = @Content(schema = @Schema(implementation = FilterSchema.View.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such filter.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public Response get(@Parameter(description = ID) @RestPath String id) {
        return answer(
                Response.Status.OK,
                store.newest(id).filter(version -> !version.deleted()).orElseThrow(() -> Problem.notFound("Filter")));
    }

    @GET
    @Path("{id}/versions")
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(
            operationId = "listFilterVersions",
            summary = "List all versions of a filter, newest first, also of a deleted one",
            description = "Who changed what, when, and why it was enabled without a backtest.")
    @APIResponse(
            responseCode = "200",
            description = "One page of versions.",
            content = @Content(schema = @Schema(implementation = FilterSchema.FilterPage.class)))
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
        int size = size(limit);
        List<FilterVersion> found = store.versions(id, below(cursor), size + 1);
        if (found.isEmpty() && store.newest(id).isEmpty()) {
            throw Problem.notFound("Filter");
        }
        return page(found, size, FilterViews::of, last -> Cursor.encode(Long.toString(last.version())));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "putFilter",
            summary = "Create a filter, or make a new version of it",
            description = "In force two seconds later, for every instance alike. The same body again changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FilterSchema.Write.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new version, or the same as before when it says the same.",
            headers = @Header(name = "ETag", description = "The version, for If-Match."),
            content = @Content(schema = @Schema(implementation = FilterSchema.View.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created.",
            headers = @Header(name = "ETag", description = "The version, for If-Match."),
            content = @Content(schema = @Schema(implementation = FilterSchema.View.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not a filter: every mistake is listed with its JSON pointer.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "412",
            description = "It has changed since you read it, or If-None-Match is * and it exists.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "422",
            description = "Enabled, never backtested, no preset, and without force.",
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
        FilterDraft draft = FilterDraft.read(id, body);
        FilterChanges.Put done = changes.put(id, draft, ifMatch, ifNoneMatch, caller.subject());
        return answer(done.created() ? Response.Status.CREATED : Response.Status.OK, done.version());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "deleteFilter",
            summary = "Delete a filter",
            description = "It judges nothing that is received from two seconds later on; its versions stay readable.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    @APIResponse(
            responseCode = "404",
            description = "No such filter.",
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
        changes.delete(id, ifMatch, caller.subject());
    }

    private Response answer(Response.Status status, FilterVersion version) {
        String id = version.filterId();
        PrecisionStore.Judged judged = precision.of(List.of(id)).getOrDefault(id, PrecisionStore.Judged.NOTHING);
        return Response.status(status)
                .header("ETag", IfMatch.etag(version.version()))
                .entity(FilterViews.of(version, judged))
                .build();
    }

    private static Page<ObjectNode> page(
            List<FilterVersion> found,
            int size,
            Function<FilterVersion, ObjectNode> view,
            Function<FilterVersion, String> cursor) {
        List<FilterVersion> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                shown.stream().map(view).toList(), found.size() > size ? cursor.apply(shown.getLast()) : null);
    }

    static int size(String limit) {
        return (int) number("limit", limit, 1, MOST);
    }

    static long below(@Nullable String cursor) {
        return cursor == null
                ? Long.MAX_VALUE
                : number("cursor", Cursor.decode(cursor, 1).getFirst(), 1, Long.MAX_VALUE);
    }

    private static long number(String parameter, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badParameter(parameter, most);
        }
        throw badParameter(parameter, most);
    }

    private static Problem badParameter(String parameter, long most) {
        String detail = parameter.equals("limit") ? "must be 1 to " + most : "pass nextCursor on as it was given";
        return new Problem(400, "Bad query", List.of(new Problem.Cause(parameter, detail)));
    }
}
