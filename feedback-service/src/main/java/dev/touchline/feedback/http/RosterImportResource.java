package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Edit;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.store.ImportRow;
import dev.touchline.feedback.store.RosterService;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes many agents at once, as a platform exports them. */
@Singleton
@Path(Paths.ROOT + "/roster/import")
@Tag(name = "Roster")
public class RosterImportResource {
    private static final String CSV = "text/csv";

    private final RosterService service;
    private final RosterView view;

    RosterImportResource(RosterService service, RosterView view) {
        this.service = service;
        this.view = view;
    }

    /** What became of an import. */
    @Schema(name = "ImportReport")
    public record ImportJson(
            @Schema(description = "How many rows hold now, also those that held before")
            int upserted,

            List<RejectedRow> rejected) {}

    /** @param row from 1; the header and the empty lines of a CSV do not count */
    public record RejectedRow(int row, List<Problem.Cause> errors) {}

    @POST
    @Consumes({"application/json", CSV})
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Import agents", description = """
                    A JSON array, or a CSV (UTF-8, commas or semicolons) with a header of the same columns, in which
                    aliases are written as kind:value, several joined by semicolons. At most 100000 rows and 1 MiB.

                    A row creates the agent or brings it up to date: name and team are as it says (a change of team
                    holds from now), aliases and startedOn stay when the row leaves them out, the login stays, and who
                    was deleted comes back. Aliases that a row gives replace those in force: one without dates keeps the
                    dates that it has, and one that has ended stays as history. The teams must exist.

                    Rows that are wrong, or that would give two agents one alias at one time, are reported and left out;
                    the others take effect together. Answers 200 once they are in force here, 202 when they are saved
                    and take effect as soon as Kafka has them.""")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ImportBody[].class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(implementation = String.class),
                        example =
                                "agent,name,team,aliases,startedOn\na-17,Ada Moss,billing,email:ada@example.com,2025-03-01")
            })
    @APIResponse(responseCode = "200", description = "In force")
    @APIResponse(
            responseCode = "202",
            description = "Saved, in force a little later",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ImportJson.class)))
    @APIResponse(responseCode = "413", description = "More than 1 MiB or more than 100000 rows")
    public RestResponse<ImportJson> upsert(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        List<ImportRow> rows =
                contentType.toLowerCase(Locale.ROOT).startsWith(CSV) ? ImportReader.csv(body) : ImportReader.json(body);
        List<Edit<Agent>> edits = rows.isEmpty() ? List.of() : service.upsert(rows);
        Map<String, Agent> kept = new LinkedHashMap<>();
        List<RejectedRow> rejected = new ArrayList<>();
        for (int i = 0; i < edits.size(); i++) {
            switch (edits.get(i)) {
                case Edit.Changed<Agent>(Agent agent) -> kept.put(agent.id(), agent);
                case Edit.Unchanged<Agent>(Agent agent) -> kept.put(agent.id(), agent);
                case Edit.Refused<Agent>(List<Flaw> flaws) -> rejected.add(rejected(i, flaws));
                case Edit.Clash<Agent>(List<Flaw> flaws) -> rejected.add(rejected(i, flaws));
                case Edit.Stale<Agent> stale -> throw new IllegalStateException("An import names no versions");
            }
        }
        // The report must reach its reader even while Kafka is away: what was rejected is told this once.
        RestResponse.Status status =
                view.awaitAgents(kept.values()) ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED;
        return RestResponse.status(status, new ImportJson(edits.size() - rejected.size(), rejected));
    }

    private static RejectedRow rejected(int index, List<Flaw> flaws) {
        return new RejectedRow(index + 1, Problems.causes(flaws));
    }
}
