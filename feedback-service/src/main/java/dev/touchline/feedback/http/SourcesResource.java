package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.core.source.SourceSettings.MappingText;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import dev.touchline.feedback.http.SourceJsons.FetchBackBody;
import dev.touchline.feedback.http.SourceJsons.KeyJson;
import dev.touchline.feedback.http.SourceJsons.MappingJson;
import dev.touchline.feedback.http.SourceJsons.RateLimitBody;
import dev.touchline.feedback.http.SourceJsons.SecretJson;
import dev.touchline.feedback.http.SourceJsons.SourceBody;
import dev.touchline.feedback.http.SourceJsons.SourceJson;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.store.KeyUses;
import dev.touchline.feedback.store.SourceChange;
import dev.touchline.feedback.store.SourceService;
import dev.touchline.feedback.store.SourceService.Outcome;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.IfMatch;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    private static final String NOT_VALID = "Not a valid source";

    private final SourceService service;
    private final SourcesView view;
    private final KeyUses uses;
    private final Caller caller;
    private final Problems problems;

    SourcesResource(SourceService service, SourcesView view, KeyUses uses, Caller caller, Problems problems) {
        this.caller = caller;
        this.service = service;
        this.view = view;
        this.uses = uses;
        this.problems = problems;
    }

    @GET
    @Operation(summary = "List sources", description = "In order of id.")
    public Page<SourceJson> list(@BeanParam PageAsked page) {
        return Paging.page(
                view.sources().after(Paging.after(page.cursor())),
                page.size(),
                Source::id,
                source -> json(source, null, null, false));
    }

    @GET
    @Path("/{source}")
    @Operation(summary = "Read a source")
    public RestResponse<SourceJson> get(@RestPath String source) {
        return view.sources()
                .source(source)
                .map(known -> answer(RestResponse.Status.OK, known, null, null))
                .orElseThrow(() -> Problem.notFound("Source"));
    }

    @PUT
    @Path("/{source}")
    @Operation(summary = "Create or change a source", description = """
                    What is left out stays as it is, so that secrets, which nobody can read back, are not lost. A new
                    source comes with a key, shown in this answer and never again. A mapping or secret that can't be used
                    is refused with 422 and every cause. All versions of a mapping are kept. The last write wins; with
                    If-Match a write that rests on an older version is refused with 412. Answers once the change is in
                    force here. While Kafka is away it is saved and takes effect later: a new key comes with 202, any
                    other change is answered with 503.""")
    public RestResponse<SourceJson> put(
            @RestPath String source,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable SourceBody body) {
        Flaws flaws = new Flaws();
        SourceChange change = Problems.required(body).change(flaws);
        if (!flaws.none()) {
            throw Problems.of(422, NOT_VALID, flaws.list());
        }
        Outcome outcome =
                service.put(Reading.slug("source", source), change, Reading.expected(ifMatch), caller.subject());
        return answer(outcome, change.mapping() == null ? null : waiting(source));
    }

    @GET
    @Path("/{source}/mappings")
    @Operation(summary = "List the mappings that a source has had", description = "The newest 100, the newest first.")
    public Page<WrittenJson> mappings(@RestPath String source) {
        if (view.live(source) == null) {
            throw Problem.notFound("Source");
        }
        return new Page<>(
                service.mappings(source).stream()
                        .map(each -> new WrittenJson(each.version(), each.at(), each.by(), each.yaml()))
                        .toList(),
                null);
    }

    /**
     * A version of a mapping.
     *
     * @param yaml absent: the mapping was removed
     */
    @Schema(name = "WrittenMapping")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WrittenJson(
            long version,
            Instant createdAt,
            String createdBy,
            @Nullable String yaml) {}

    @POST
    @Path("/{source}/keys")
    @Operation(summary = "Make a further key", description = """
                    Shown in this answer and never again. Two keys live at once, so that a sender can change over without
                    a pause: make the second, give it to the sender, and revoke the first once it is no longer used. A
                    third is refused with 409.""")
    public RestResponse<SourceJson> addKey(@RestPath String source) {
        return answer(service.addKey(source, caller.subject()), null);
    }

    @DELETE
    @Path("/{source}/keys/{key}")
    @Operation(summary = "Revoke a key", description = "Nothing is taken with it from then on.")
    public RestResponse<SourceJson> revokeKey(@RestPath String source, @RestPath String key) {
        return answer(service.revokeKey(source, key, caller.subject()), null);
    }

    private RestResponse<SourceJson> answer(Outcome outcome, @Nullable Long waiting) {
        return switch (outcome) {
            case Outcome.Missing() -> throw Problem.notFound("Source");
            case Outcome.MissingKey() -> throw Problem.notFound("Key");
            case Outcome.Refused(List<Flaw> flaws) -> throw Problems.of(422, NOT_VALID, flaws);
            case Outcome.Full(Source source) -> throw full(source);
            case Outcome.Stale(long current) -> throw IfMatch.stale(current);
            case Outcome.Saved(Source source) -> inForce(RestResponse.Status.OK, source, null, waiting);
            case Outcome.SavedWithKey(Source source, String key) ->
                inForce(RestResponse.Status.CREATED, source, key, waiting);
        };
    }

    private @Nullable Long waiting(String source) {
        long count = service.waiting(source);
        return count == 0 ? null : count;
    }

    /** A key that was just made must reach its only reader even while Kafka is away, or nobody would ever know it. */
    private RestResponse<SourceJson> inForce(
            RestResponse.Status status, Source source, @Nullable String key, @Nullable Long waiting) {
        if (view.await(source)) {
            return answer(status, source, key, waiting);
        }
        if (key != null) {
            return answer(RestResponse.Status.ACCEPTED, source, key, waiting);
        }
        throw problems.savedNotInForce();
    }

    private static Problem full(Source source) {
        List<Problem.Cause> causes = source.keys().stream()
                .map(key -> new Problem.Cause("", "key " + key.id() + " is live since " + key.createdAt()))
                .toList();
        return new Problem(409, "Too many keys", "Revoke one that is no longer used, then make the new one.", causes);
    }

    private RestResponse<SourceJson> answer(
            RestResponse.Status status, Source source, @Nullable String key, @Nullable Long waiting) {
        return RestResponse.ResponseBuilder.create(status, json(source, key, waiting, true))
                .header(HttpHeaders.ETAG, IfMatch.etag(source.version()))
                .build();
    }

    private SourceJson json(Source source, @Nullable String key, @Nullable Long waiting, boolean whole) {
        SourceSettings settings = source.settings();
        LiveSource live = view.live(source.id());
        FetchBackSettings fetch = settings.fetchBack();
        RateLimit rate = settings.rateLimit();
        return new SourceJson(
                source.id(),
                source.name(),
                source.keys().stream()
                        .map(each -> new KeyJson(each.id(), each.createdAt(), uses.lastUsed(each.hash())))
                        .toList(),
                mapping(settings.mapping(), live, whole),
                settings.secrets().stream().map(SourcesResource::json).toList(),
                settings.apiToken() == null ? null : json(settings.apiToken()),
                fetch == null
                        ? null
                        : new FetchBackBody(
                                fetch.baseUrl(),
                                fetch.pathOrUsual(),
                                fetch.tokenHeaderOrUsual(),
                                fetch.perMinute(),
                                fetch.perDay()),
                rate == null ? null : new RateLimitBody(rate.perSecond(), rate.burst()),
                live == null || !live.degraded() ? null : Problems.causes(live.trouble()),
                source.version(),
                key,
                waiting,
                hint(source, live, waiting));
    }

    private static @Nullable String hint(Source source, @Nullable LiveSource live, @Nullable Long waiting) {
        Mapping mapping = live == null ? null : live.mapping();
        if (mapping != null && mapping.thin() && source.settings().fetchBack() == null) {
            return "The mapping only learns that there are answers: they wait until fetchBack says where to fetch them.";
        }
        return waiting == null
                ? null
                : waiting + " deliveries wait in quarantine; redrive them by POST " + Paths.ROOT
                        + "/quarantine/redrive {\"source\":\"" + source.id() + "\"}";
    }

    private static @Nullable MappingJson mapping(MappingText text, @Nullable LiveSource live, boolean whole) {
        return text.yaml() == null
                ? null
                : new MappingJson(text.version(), live == null ? 0 : live.mappingVersion(), whole ? text.yaml() : null);
    }

    private static SecretJson json(SealedSecret secret) {
        return new SecretJson(secret.id(), secret.createdAt());
    }
}
