package dev.touchline.feedback.http;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An evaluation as it is posted. For the documentation only: the real reading is a single streaming pass. */
@Schema(
        name = "Evaluation",
        description = "What somebody of QA saw in one interaction; at least one of seen, strengths, gaps")
public record PostedEvaluation(
        @Schema(required = true, maxLength = 200) String agent,

        @Schema(required = true) InteractionOf interaction,

        @Schema(description = "Who looked; required of platforms, otherwise the caller unless given", maxLength = 200)
        @Nullable
        String by,

        @Schema(description = "When, with zone; at most 5 minutes ahead of receipt", required = true)
        Instant at,

        @Schema(description = "Behaviours as they were seen", maxItems = 20) @Nullable
        List<String> seen,

        @Schema(description = "What would have been ideal", maxLength = 2000) @Nullable
        String ideal,

        @Schema(maxItems = 20) @Nullable List<String> strengths,

        @Schema(maxItems = 20) @Nullable List<String> gaps,

        @Schema(description = "If it is about one", pattern = "^[a-z0-9-]{1,64}$") @Nullable
        String topic,

        @Schema(description = "The higher the better", minimum = "0", maximum = "100") @Nullable
        Double score) {

    /** The interaction that was looked at. */
    @Schema(name = "EvaluatedInteraction")
    public record InteractionOf(
            @Schema(required = true, maxLength = 200) String id,

            @Schema(description = "An http or https link", maxLength = 2000) @Nullable
            String url) {}
}
