package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Dismissed;
import dev.touchline.coaching.store.ItemExport;
import dev.touchline.coaching.store.ItemExport.Line;
import dev.touchline.coaching.store.ItemExport.Wanted;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Csv;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** A team's items for a spreadsheet. */
@Path("/api/coaching/v1/teams/{team}/items.csv")
@Tag(name = "Queue")
public class ItemExportResource {
    private static final String HEAD = Csv.line(
            "id",
            "kind",
            "team",
            "agent",
            "agentName",
            "topic",
            "severity",
            "state",
            "cause",
            "openedAt",
            "freshUntil",
            "closedAt",
            "claimedBy",
            "evidenceCount",
            "why",
            "coachedBy",
            "coachedAt",
            "technique",
            "usefulness");

    private final Access access;
    private final ItemExport items;
    private final Clock clock;

    ItemExportResource(Access access, ItemExport items, Clock clock) {
        this.access = access;
        this.items = items;
        this.clock = clock;
    }

    @GET
    @Produces(CsvPages.CSV)
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(
            summary = "A team's items as CSV, closed ones too",
            description = "Those that opened from from (28 days ago) to to (now), at most 366 days, in the order in"
                    + " which they opened and as a stream; each once, whatever is done with it meanwhile. Neither customers' words nor what was said in sessions. A text that a"
                    + " spreadsheet would take for a formula begins with an apostrophe.")
    @APIResponse(
            responseCode = "200",
            description = "RFC 4180 in UTF-8, with a head line",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Bad query; errors lists every parameter")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public RestMulti<byte[]> export(
            @PathParam("team") String team,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("state") @Nullable List<String> state,
            @QueryParam("kind") @Nullable List<String> kind,
            @QueryParam("topic") @Nullable String topic) {
        access.team(team);
        List<Problem.Cause> causes = new ArrayList<>();
        Span span = Span.of(from, to, clock.instant(), causes);
        Wanted wanted = new Wanted(
                team,
                QueueQuery.words("state", state, QueueQuery.STATES, QueueQuery.STATES, causes),
                QueueQuery.words("kind", kind, QueueQuery.KINDS, QueueQuery.KINDS, causes),
                QueueQuery.text("topic", topic, causes),
                span.from(),
                span.to());
        if (!causes.isEmpty()) {
            throw new Problem(400, "Bad query", causes);
        }
        return CsvPages.answer(
                "items.csv",
                HEAD,
                ItemExport.START,
                (after, limit) -> items.page(wanted, after, limit),
                line -> line.item().id(),
                ItemExportResource::line);
    }

    private static String line(Line line) {
        Item item = line.item();
        boolean person = item.agent().isPerson(item.kind());
        return Csv.line(
                item.id(),
                item.kind().word(),
                item.team(),
                person ? item.agent().id() : null,
                person ? item.agent().name() : null,
                item.topic(),
                item.card().severity().word(),
                item.state().word(),
                item.state() instanceof Dismissed dismissed ? dismissed.cause().word() : null,
                item.openedAt(),
                item.card().staleAt(),
                line.closedAt(),
                item.state() instanceof Claimed claimed ? claimed.by() : null,
                item.card().evidenceCount(),
                item.card().reasons().getFirst().why().sentence(),
                line.coachedBy(),
                line.coachedAt(),
                line.technique(),
                line.usefulness());
    }
}
