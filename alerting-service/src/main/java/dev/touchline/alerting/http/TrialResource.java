package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.json.Draft;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tries a filter on responses before it is put. */
@Path("/api/alerting/v1/filters/try")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Filters")
public class TrialResource {
    private final AlertingConfig config;

    TrialResource(AlertingConfig config) {
        this.config = config;
    }

    @POST
    @RolesAllowed({Roles.QA, Roles.ADMIN})
    @Operation(
            operationId = "tryFilter",
            summary = "What a filter would say to responses",
            description = "Judged in the order given by the engine of production, whether or not the filter is enabled;"
                    + " nothing is stored.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrialSchema.Trial.class)))
    @APIResponse(
            responseCode = "200",
            description = "What became of each response.",
            content = @Content(schema = @Schema(implementation = TrialSchema.Heard.class)))
    @APIResponse(
            responseCode = "400",
            description = "The filter or a response is wrong; every mistake is named.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = Problem.Body.class)))
    public TrialSchema.Heard rehearse(@Nullable JsonNode body) {
        Draft draft = Draft.read(body);
        return new TrialSchema.Heard(draft.rehearsed(config.grace()).stream()
                .map(TrialResource::view)
                .toList());
    }

    private static TrialSchema.Result view(Rehearsal.Heard heard) {
        List<TrialSchema.Verdict> verdicts = new ArrayList<>();
        heard.standings()
                .forEach((topic, standing) -> verdicts.add(new TrialSchema.Verdict(
                        topic,
                        DefinitionWriter.word(standing),
                        changes(heard.judgement(), topic),
                        heard.held().get(topic))));
        return new TrialSchema.Result(
                heard.sent().response().key().responseId(), heard.sent().agent(), outcome(heard.judgement()), verdicts);
    }

    private static List<TrialSchema.Change> changes(Judgement judgement, String topic) {
        return switch (judgement) {
            case Judgement.Evaluated evaluated ->
                Optional.ofNullable(evaluated.decisions().get(topic)).map(Decision::changes).orElse(List.of()).stream()
                        .map(change -> change(change, topic))
                        .toList();
            case Judgement.Late late -> List.of();
            case Judgement.Duplicate duplicate -> List.of();
            case Judgement.Superseded superseded -> List.of();
        };
    }

    private static TrialSchema.Change change(NeedChange change, String topic) {
        return new TrialSchema.Change(
                DefinitionWriter.word(change.type()),
                change.reason().sentence(topic),
                change.evidence().stream()
                        .map(mark -> mark.response().responseId())
                        .toList());
    }

    private static String outcome(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Evaluated evaluated -> "evaluated";
            case Judgement.Late late -> "late";
            case Judgement.Duplicate duplicate -> "duplicate";
            case Judgement.Superseded superseded -> "superseded";
        };
    }
}
