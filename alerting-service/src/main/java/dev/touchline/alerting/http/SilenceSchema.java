package dev.touchline.alerting.http;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How silences are described in the OpenAPI document. They are read and written as JSON trees. */
final class SilenceSchema {
    private SilenceSchema() {}

    @Schema(
            name = "SilenceWrite",
            description = "Whom nothing is raised about, when, and why. A GET's answer may be edited and put back.",
            requiredProperties = {"scope", "from", "reason"})
    record Write(
            Where scope,

            @Schema(description = "Ratings given from then on raise nothing (event time).")
            Instant from,

            @Schema(
                    description = "From then on they do again; at most 366 days after from. May be absent only where"
                            + " the scope names a tenure below some length.")
            @Nullable
            Instant to,

            @Schema(
                    description = "For people; stands in the sentence of what it mutes.",
                    minLength = 1,
                    maxLength = 200,
                    examples = "Anna is on leave")
            String reason) {}

    @Schema(
            name = "Silence",
            description = "A silence as it stands.",
            requiredProperties = {"id", "version", "effectiveFrom", "scope", "from", "reason", "changedBy", "changedAt"
            })
    record View(
            String id,

            @Schema(description = "Counts up from 1; also the ETag.")
            long version,

            @Schema(description = "Responses received from then on are judged by this version.")
            Instant effectiveFrom,

            Where scope,
            Instant from,
            @Nullable Instant to,
            String reason,

            @Schema(description = "Subject of who made this version.")
            String changedBy,

            Instant changedAt,

            @Schema(description = "Only true, and only in the list of versions: this version ended the silence.")
            @Nullable
            Boolean lifted) {}

    @Schema(
            name = "SilenceScope",
            description = "A rating is covered when all lists have it; an absent list has everything. At least one"
                    + " must be there.",
            minProperties = 1)
    record Where(
            @Nullable List<String> agents,

            @Schema(description = "Team ids, as at the time of the interaction.") @Nullable
            List<String> teams,

            @Nullable List<String> channels,
            @Nullable List<String> topics,
            FilterSchema.@Nullable Tenure tenure) {}

    @Schema(name = "SilencePage")
    record SilencePage(
            List<View> items,

            @Schema(description = "Absent on the last page.") @Nullable
            String nextCursor) {}
}
