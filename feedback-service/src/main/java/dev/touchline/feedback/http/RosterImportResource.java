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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes many agents at once, as a platform exports them. */
@Singleton
@Path(Paths.ROOT + "/roster/import")
@Tag(name = "Roster")
public class RosterImportResource {
    private static final String CSV = "text/csv";

    private final RosterService service;
    private final RosterView view;
    private final Problems problems;

    RosterImportResource(RosterService service, RosterView view, Problems problems) {
        this.service = service;
        this.view = view;
        this.problems = problems;
    }

    /** What became of an import. */
    @Schema(name = "ImportReport")
    public record ImportJson(
            @Schema(description = "How many rows are on the roster now, also those that were so before")
            int upserted,

            List<RejectedRow> rejected) {}

    /** @param row from 1; the header line of a CSV does not count */
    public record RejectedRow(int row, List<Problem.Cause> errors) {}

    @POST
    @Consumes({"application/json", CSV})
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Import agents", description = """
                    A JSON array, or a CSV with a header of the same columns, in which aliases are written as
                    kind:value, several joined by semicolons. What a row leaves out stays as it is. The teams must
                    exist. Rows that are wrong are reported and left out; the others take effect together.""")
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
    public ImportJson upsert(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        List<ImportRow> rows = contentType.startsWith(CSV) ? ImportReader.csv(body) : ImportReader.json(body);
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
        if (!view.awaitAgents(kept.values())) {
            throw problems.savedNotInForce();
        }
        return new ImportJson(edits.size() - rejected.size(), rejected);
    }

    private static RejectedRow rejected(int index, List<Flaw> flaws) {
        return new RejectedRow(index + 1, Problems.causes(flaws));
    }
}
