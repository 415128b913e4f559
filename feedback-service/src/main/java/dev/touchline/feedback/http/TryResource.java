package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.mapping.MappingReader;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where people see what a mapping would make of a delivery. */
@Singleton
@Path(Paths.ROOT + "/sources/{source}/try")
@RolesAllowed({Roles.ADMIN, Roles.QA})
@Tag(name = "Sources")
public class TryResource {
    private final SourcesView sources;
    private final MappingLab lab;

    TryResource(SourcesView sources, MappingLab lab) {
        this.sources = sources;
        this.lab = lab;
    }

    /** A delivery to be tried. */
    @Schema(name = "Try")
    public record TryBody(
            @Schema(description = "A mapping as YAML; the source's own when absent") @Nullable
            String mapping,

            @Schema(description = "The body: a text as it is, anything else as JSON", implementation = Object.class)
            @Nullable
            JsonNode body,

            @Schema(description = "Instead of body: its bytes, for what is signed or not UTF-8") @Nullable
            String bodyBase64,

            @Schema(description = "By name; those of the signature too, to have it checked") @Nullable
            Map<String, @Nullable String> headers,

            @Schema(examples = "application/json") @Nullable String contentType) {}

    /** What would become of a delivery. */
    @Schema(name = "Tried")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TriedJson(
            @Schema(description = "The version of the source's mapping; absent: the one that was sent") @Nullable
            Long mappingVersion,

            SignatureJson signature,

            List<TriedItemJson> items) {}

    /** @param detail what was wrong, or which secret it was */
    @Schema(name = "TriedSignature")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SignatureJson(
            @Schema(enumeration = {"valid", "missing", "stale", "wrong", "malformed", "unsigned", "no-secret"})
            String result,

            @Nullable String detail) {}

    /**
     * What would become of one item.
     *
     * @param event as it would go to the filters, with scales and scores; absent when there would be none
     * @param warnings what was mended or left out
     * @param reason why it would be ignored, parked or kept
     */
    @Schema(name = "TriedItem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TriedItemJson(
            int index,

            @Schema(enumeration = {"accepted", "parked", "ignored", "fetch-back", "quarantined"})
            String outcome,

            @Nullable String reason,

            @JsonRawValue @Schema(implementation = Object.class) @Nullable
            String event,

            @Nullable String surveyId,
            @Nullable String responseId,
            @Nullable List<Problem.Cause> warnings,
            @Nullable List<Problem.Cause> errors) {}

    @POST
    @Blocking
    @Operation(summary = "Try a mapping", description = """
                    Says what would become of a delivery that came now: for each item the event with resolved scales and
                    scores, agent and team, what was mended, left out or ignored, and whether the signature holds.
                    Nothing is stored.""")
    public TriedJson tryOut(@RestPath String source, @Nullable TryBody body) {
        TryBody given = Problems.required(body);
        LiveSource live = sources.live(source);
        if (live == null) {
            throw Problem.notFound("Source");
        }
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        Delivery delivery = new Delivery(bytes(given), headers(given));
        return given.mapping() == null
                ? lab.tried(live, live.mapping(), live.mappingVersion(), delivery, now)
                : lab.tried(live, compiled(given.mapping()), null, delivery, now);
    }

    private static Mapping compiled(String yaml) {
        return switch (MappingReader.read(yaml)) {
            case MappingReader.Result.Compiled(Mapping mapping) -> mapping;
            case MappingReader.Result.Broken(List<Flaw> causes) ->
                throw Problems.of(
                        422,
                        "Not a valid mapping",
                        causes.stream()
                                .map(flaw -> new Flaw("/mapping" + flaw.pointer(), flaw.detail()))
                                .toList());
        };
    }

    private static byte[] bytes(TryBody body) {
        if ((body.body() == null || body.body().isNull()) == (body.bodyBase64() == null)) {
            throw Problems.of(
                    422, "Nothing to try", List.of(new Flaw("/body", "there must be either body or bodyBase64")));
        }
        if (body.bodyBase64() == null) {
            JsonNode json = Problems.required(body.body());
            return (json.isTextual() ? json.textValue() : json.toString()).getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.bodyBase64());
        } catch (IllegalArgumentException e) {
            throw Problems.of(422, "Nothing to try", List.of(new Flaw("/bodyBase64", "is not Base64")));
        }
    }

    private static Map<String, String> headers(TryBody body) {
        Map<String, String> headers = new HashMap<>();
        if (body.headers() != null) {
            body.headers().forEach((name, value) -> headers.put(name, value == null ? "" : value));
        }
        if (body.contentType() != null) {
            headers.put("content-type", body.contentType());
        }
        return headers;
    }
}
