package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.store.KeyUses;
import dev.touchline.feedback.store.SourceService;
import dev.touchline.feedback.store.SourceService.Outcome;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The platforms that may post, and their keys. */
@Singleton
@Path(Paths.ROOT + "/sources")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Sources", description = "The platforms that post, and their keys")
public class SourcesResource {
    private final SourceService service;
    private final SourcesView view;
    private final KeyUses uses;
    private final Problems problems;

    SourcesResource(SourceService service, SourcesView view, KeyUses uses, Problems problems) {
        this.service = service;
        this.view = view;
        this.uses = uses;
        this.problems = problems;
    }

    /** What a source is to be. */
    @Schema(name = "SourceWrite")
    public record SourceBody(
            @Schema(required = true, maxLength = 200) @Nullable
            String name) {}

    /**
     * A source.
     *
     * @param key present once, in the answer to what made it
     */
    @Schema(name = "Source")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceJson(
            String source,
            String name,
            List<KeyJson> keys,
            long version,

            @Schema(description = "The new key; shown this once") @Nullable
            String key) {}

    /** A live key; what it is, nobody knows. */
    @Schema(name = "SourceKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyJson(
            @Schema(description = "The first 12 hexadecimal digits of the key's SHA-256")
            String id,

            Instant createdAt,

            @Schema(description = "To the minute; uses by way of other instances show a little later. Absent: never")
            @Nullable
            Instant lastUsedAt) {}

    @GET
    @Operation(summary = "List sources", description = "In order of id.")
    public Page<SourceJson> list(
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = Limit.MOST,
                                            defaultValue = Limit.USUAL))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Paging.page(
                view.sources().after(Paging.after(cursor)), Limit.of(limit), Source::id, source -> json(source, null));
    }

    @GET
    @Path("/{source}")
    @Operation(summary = "Read a source")
    public RestResponse<SourceJson> get(@RestPath String source) {
        return view.sources()
                .source(source)
                .map(known -> answer(RestResponse.Status.OK, known, null))
                .orElseThrow(() -> Problem.notFound("Source"));
    }

    @PUT
    @Path("/{source}")
    @Operation(summary = "Create or rename a source", description = """
                    A new source comes with a key, shown in this answer and never again. The last write wins; with
                    If-Match a write that rests on an older version is refused with 412. Answers once the change is in
                    force here. While Kafka is away it is saved and takes effect later: a new key comes with 202, any
                    other change is answered with 503.""")
    public RestResponse<SourceJson> put(
            @RestPath String source,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable SourceBody body) {
        String name = Problems.required(body).name();
        String wrong = name == null ? "is required" : Text.flawOfName(name, Limits.ID_CHARS);
        if (name == null || wrong != null) {
            throw Problems.of(422, "Not a valid source", List.of(new Flaw("/name", String.valueOf(wrong))));
        }
        return answer(service.put(Reading.slug("source", source), name, Reading.expected(ifMatch)));
    }

    @POST
    @Path("/{source}/keys")
    @Operation(summary = "Make a further key", description = """
                    Shown in this answer and never again. Two keys live at once, so that a sender can change over without
                    a pause: make the second, give it to the sender, and revoke the first once it is no longer used. A
                    third is refused with 409.""")
    public RestResponse<SourceJson> addKey(@RestPath String source) {
        return answer(service.addKey(source));
    }

    @DELETE
    @Path("/{source}/keys/{key}")
    @Operation(summary = "Revoke a key", description = "Nothing is taken with it from then on.")
    public RestResponse<SourceJson> revokeKey(@RestPath String source, @RestPath String key) {
        return answer(service.revokeKey(source, key));
    }

    private RestResponse<SourceJson> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Missing() -> throw Problem.notFound("Source");
            case Outcome.MissingKey() -> throw Problem.notFound("Key");
            case Outcome.Full(Source source) -> throw full(source);
            case Outcome.Stale(long current) -> throw IfMatch.stale(current);
            case Outcome.Saved(Source source) -> inForce(RestResponse.Status.OK, source, null);
            case Outcome.SavedWithKey(Source source, String key) -> inForce(RestResponse.Status.CREATED, source, key);
        };
    }

    /** A key that was just made must reach its only reader even while Kafka is away, or nobody would ever know it. */
    private RestResponse<SourceJson> inForce(RestResponse.Status status, Source source, @Nullable String key) {
        if (view.await(source)) {
            return answer(status, source, key);
        }
        if (key != null) {
            return answer(RestResponse.Status.ACCEPTED, source, key);
        }
        throw problems.savedNotInForce();
    }

    private static Problem full(Source source) {
        List<Problem.Cause> causes = source.keys().stream()
                .map(key -> new Problem.Cause("", "key " + key.id() + " is live since " + key.createdAt()))
                .toList();
        return new Problem(409, "Too many keys", "Revoke one that is no longer used, then make the new one.", causes);
    }

    private RestResponse<SourceJson> answer(RestResponse.Status status, Source source, @Nullable String key) {
        return RestResponse.ResponseBuilder.create(status, json(source, key))
                .header(HttpHeaders.ETAG, IfMatch.etag(source.version()))
                .build();
    }

    private SourceJson json(Source source, @Nullable String key) {
        return new SourceJson(
                source.id(),
                source.name(),
                source.keys().stream()
                        .map(live -> new KeyJson(live.id(), live.createdAt(), uses.lastUsed(live.hash())))
                        .toList(),
                source.version(),
                key);
    }
}
