package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.triage.Owners;
import dev.touchline.coaching.http.TriageBodies.OwnersDraft;
import dev.touchline.coaching.http.TriageJson.CaseJson;
import dev.touchline.coaching.http.TriageJson.CasesJson;
import dev.touchline.coaching.http.TriageJson.ContactJson;
import dev.touchline.coaching.http.TriageJson.GroupJson;
import dev.touchline.coaching.http.TriageJson.GroupsJson;
import dev.touchline.coaching.http.TriageJson.OwnerJson;
import dev.touchline.coaching.http.TriageJson.OwnersJson;
import dev.touchline.coaching.store.TriageCases;
import dev.touchline.coaching.store.TriageCases.After;
import dev.touchline.coaching.store.TriageCases.Case;
import dev.touchline.coaching.store.TriageCases.Group;
import dev.touchline.coaching.store.TriageCases.Wanted;
import dev.touchline.coaching.store.TriageCases.Word;
import dev.touchline.coaching.store.TriageOwners;
import dev.touchline.coaching.store.TriageOwners.Listed;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Csv;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Paging;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What was not the agent's doing, to read: whose it is, how much of it there is, and what became of it. */
@Path("/api/coaching/v1/triage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
@Tag(name = "Triage")
public class TriageResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final int MOST_CASES = TriageBodies.MOST_CASES;
    private static final int NEWEST = 5;
    private static final String HEAD = Csv.line(
            "itemId",
            "cause",
            "topic",
            "kind",
            "team",
            "agent",
            "agentName",
            "severity",
            "state",
            "why",
            "evidenceCount",
            "openedAt",
            "dismissedAt",
            "dismissedBy",
            "note",
            "owner",
            "contact",
            "handedOverAt",
            "handedOverBy",
            "handedOverNote",
            "answeredAt",
            "answeredBy",
            "answer");

    private final Access access;
    private final TriageOwners owners;
    private final TriageCases cases;
    private final Clock clock;

    TriageResource(Access access, TriageOwners owners, TriageCases cases, Clock clock) {
        this.access = access;
        this.owners = owners;
        this.cases = cases;
        this.clock = clock;
    }

    @GET
    @Path("/owners")
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(summary = "Who looks after what was not the agent's doing", description = "The ETag is for If-Match.")
    @APIResponse(
            responseCode = "200",
            description = "The list",
            content = @Content(schema = @Schema(implementation = OwnersJson.class)))
    public Response owners() {
        access.ready();
        return answer(owners.get());
    }

    @PUT
    @Path("/owners")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            summary = "Sets the list of owners as a whole",
            description =
                    "Per cause, or per cause and topic: the nearer one counts. What was handed over stays with whom"
                            + " it was handed to.")
    @APIResponse(
            responseCode = "200",
            description = "The list",
            content = @Content(schema = @Schema(implementation = OwnersJson.class)))
    @APIResponse(responseCode = "400", description = "Not a list of owners; errors lists every field")
    @APIResponse(responseCode = "412", description = "It is no longer in that version; ETag has the current one")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response setOwners(@HeaderParam("If-Match") @Nullable String ifMatch, @Nullable OwnersDraft body) {
        long seen = IfMatch.require(ifMatch);
        access.ready();
        return answer(owners.put(TriageBodies.owners(body), seen, access.subject(), IfMatch::stale));
    }

    @GET
    @Operation(
            summary = "What was dismissed as not the agent's doing, by cause and topic",
            description = "With how many are open, handed over and answered, and the newest of each. A supervisor's are"
                    + " those of their teams.")
    @APIResponse(
            responseCode = "200",
            description = "A page, by cause and topic",
            content = @Content(schema = @Schema(implementation = GroupsJson.class)))
    @APIResponse(responseCode = "400", description = "Bad query; errors lists every parameter")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public GroupsJson groups(
            @BeanParam TriageQuery query,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Wanted wanted = query.wanted(access, clock.instant());
        int most = Paging.limit(limit, USUAL_LIMIT, MOST);
        List<String> after = cursor == null || cursor.isBlank() ? List.of("", "") : Cursor.decode(cursor, 2);
        List<Group> found = cases.groups(wanted, after.getFirst(), after.getLast(), most + 1);
        List<Group> page = found.size() > most ? found.subList(0, most) : found;
        Map<List<String>, List<Case>> newest = cases.newest(wanted, page, NEWEST);
        Owners known = owners.get().owners();
        return new GroupsJson(
                page.stream()
                        .map(group -> GroupJson.of(
                                group, newest.getOrDefault(List.of(group.cause(), group.topic()), List.of()), known))
                        .toList(),
                found.size() > most
                        ? Cursor.encode(page.getLast().cause(), page.getLast().topic())
                        : null);
    }

    @GET
    @Path("/cases")
    @Operation(summary = "The dismissals themselves, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = CasesJson.class)))
    @APIResponse(responseCode = "400", description = "Bad query; errors lists every parameter")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public CasesJson list(
            @BeanParam TriageQuery query,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Wanted wanted = query.wanted(access, clock.instant());
        int most = Paging.limit(limit, USUAL_LIMIT, MOST_CASES);
        List<Case> found = cases.page(wanted, TriageQuery.after(cursor), most + 1);
        List<Case> page = found.size() > most ? found.subList(0, most) : found;
        Owners known = owners.get().owners();
        return new CasesJson(
                page.stream().map(each -> CaseJson.of(each, known)).toList(),
                found.size() > most ? cursor(page.getLast().place()) : null);
    }

    @GET
    @Path("/cases.csv")
    @Produces(CsvPages.CSV)
    @Blocking
    @Operation(
            summary = "The dismissals as CSV, for their owner",
            description = "As a stream, newest first. With owner only what is theirs: handed over to them, or theirs by"
                    + " the list of owners. What supervisors noted goes along; customers' words do not.")
    @APIResponse(
            responseCode = "200",
            description = "RFC 4180 in UTF-8, with a head line",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Bad query; errors lists every parameter")
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    public RestMulti<byte[]> export(@BeanParam TriageQuery query, @QueryParam("owner") @Nullable String owner) {
        Wanted wanted = query.wanted(access, clock.instant());
        Owners known = owners.get().owners();
        return CsvPages.answer(
                "triage.csv",
                HEAD,
                After.NOTHING,
                (after, limit) -> cases.page(wanted, after, limit),
                Case::place,
                each -> line(each, known, owner));
    }

    /** Empty for what is another owner's. */
    private static String line(Case found, Owners known, @Nullable String wanted) {
        ContactJson owner = TriageJson.owner(found, known);
        if (wanted != null
                && !wanted.isBlank()
                && (owner == null || !owner.name().equals(wanted))) {
            return "";
        }
        Item item = found.item();
        boolean person = item.agent().isPerson(item.kind());
        Word handed = found.handedOver();
        Word answered = found.answered();
        return Csv.line(
                item.id(),
                found.cause(),
                item.topic(),
                item.kind().word(),
                item.team(),
                person ? item.agent().id() : null,
                person ? item.agent().name() : null,
                item.card().severity().word(),
                found.state(),
                item.card().reasons().getFirst().why().sentence(),
                item.card().evidenceCount(),
                item.openedAt(),
                found.dismissed().at(),
                found.dismissed().by(),
                found.dismissed().text(),
                owner == null ? null : owner.name(),
                owner == null ? null : owner.contact(),
                handed == null ? null : handed.at(),
                handed == null ? null : handed.by(),
                handed == null ? null : handed.text(),
                answered == null ? null : answered.at(),
                answered == null ? null : answered.by(),
                answered == null ? null : answered.text());
    }

    private static String cursor(After after) {
        return Cursor.encode(after.closedAt().toString(), after.id().toString());
    }

    private static Response answer(Listed listed) {
        OwnersJson json = new OwnersJson(
                listed.owners().all().stream().map(OwnerJson::of).toList(),
                listed.version(),
                listed.changedAt(),
                listed.changedBy());
        return Response.ok(json).header("ETag", IfMatch.etag(listed.version())).build();
    }
}
