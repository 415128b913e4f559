package dev.touchline.alerting.http;

import dev.touchline.alerting.json.DefinitionReader;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.json.FilterYaml;
import dev.touchline.alerting.json.Parsed;
import dev.touchline.alerting.store.FilterStore;
import dev.touchline.alerting.store.FilterVersion;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Filters as YAML, to be kept in a repository. */
@Path("/api/alerting/v1/filters")
@Tag(name = "Filters")
public class FilesResource {
    private static final String YAML = "application/yaml";
    private static final String PROBLEM = "application/problem+json";
    private static final String EXAMPLE = """
            ---
            id: lost-on-clarity
            name: Lost
            topics:
              - clarity
            when:
              each:
                scoreAtMost: 25
            """;
    private static final String DRY_RUN = "dryRun";
    private static final int PAGE = 200;

    private final FilterStore store;
    private final FilterChanges changes;
    private final Caller caller;

    FilesResource(FilterStore store, FilterChanges changes, Caller caller) {
        this.store = store;
        this.changes = changes;
        this.caller = caller;
    }

    @GET
    @Path("export")
    @Produces(YAML)
    @RolesAllowed({Roles.QA, Roles.ADMIN, Roles.SUPERVISOR})
    @Operation(
            operationId = "exportFilters",
            summary = "All filters as YAML",
            description = "A document for each, by id, as it stands; deleted ones not. The same filters give the same"
                    + " text, and it may be imported as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The documents; none when there is no filter.",
            content = @Content(mediaType = YAML, schema = @Schema(implementation = String.class), example = EXAMPLE))
    public String export() {
        StringBuilder text = new StringBuilder();
        List<FilterVersion> page = store.list("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(version -> text.append(document(version)));
            page = page.size() < PAGE ? List.of() : store.list(page.getLast().filterId(), PAGE);
        }
        return text.toString();
    }

    @POST
    @Path("import")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "importFilters",
            summary = "Put filters from YAML, all or none",
            description = "A document for each, with its id; the rest is what PUT takes, and what it asks for: a filter"
                    + " that is enabled by it needs force, in its document or for all as a parameter. One that says"
                    + " what it said makes no new version; those that no document names stay. It replaces what stands,"
                    + " without If-Match: what is in the repository holds.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = YAML, schema = @Schema(implementation = String.class), example = EXAMPLE))
    @Parameter(
            name = DRY_RUN,
            in = ParameterIn.QUERY,
            description = "Only say what would become of each.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(
            responseCode = "200",
            description = "What became of each, or would.",
            content = @Content(schema = @Schema(implementation = FilterSchema.Imported.class)))
    @APIResponse(
            responseCode = "400",
            description = "Not YAML or not filters: every mistake is named, by the number of the document from 0.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    @APIResponse(
            responseCode = "422",
            description = "Enabled, never backtested, and without force.",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.Body.class)))
    public FilterSchema.Imported takeIn(
            @Context UriInfo uri,
            @Parameter(description = "Why filters are enabled though they were never backtested.") @RestQuery @Nullable
                    String force,
            byte @Nullable [] body) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        boolean dry = isDry(uri);
        Map<String, FilterDraft> drafts = FilterImport.read(text, force);
        return new FilterSchema.Imported(dry, changes.putAll(drafts, dry, caller.subject()));
    }

    /** Whoever says it in another word must not find that everything was changed. */
    private static boolean isDry(UriInfo uri) {
        // Asked by name: a bare ?dryRun would be taken for none as an argument.
        List<String> given = uri.getQueryParameters().getOrDefault(DRY_RUN, List.of("false"));
        if (!given.equals(List.of("true")) && !given.equals(List.of("false"))) {
            throw new Problem(400, "Not filters", List.of(new Problem.Cause(DRY_RUN, "must be true or false")));
        }
        return given.equals(List.of("true"));
    }

    /** One that can't be understood here is given as it is stored, but as a comment: it can't be imported here. */
    private static String document(FilterVersion version) {
        return switch (DefinitionReader.read(version.definition(), Set.of())) {
            case Parsed.Fine fine -> FilterYaml.write(version.filterId(), DefinitionWriter.write(fine.definition()));
            case Parsed.Broken broken ->
                FilterYaml.write(version.filterId(), version.definition())
                        .lines()
                        .map(line -> "# " + line + "\n")
                        .collect(Collectors.joining("", "# This release does not understand:\n", ""));
        };
    }
}
