package dev.touchline.feedback.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A survey response as a platform posts it. For the documentation only: the real reading is a single streaming pass.
 */
@Schema(name = "SurveyResponse", description = "One customer's answers after one contact")
public record PostedResponse(
        @Schema(description = "The sender's id, unique within the source", required = true, maxLength = 200)
        String responseId,

        @Schema(
                description = "When the customer answered, with zone; at most 5 minutes ahead of receipt",
                required = true)
        java.time.OffsetDateTime respondedAt,

        @Schema(description = "Orders revisions of one responseId; respondedAt when absent")
        java.time.@Nullable OffsetDateTime updatedAt,

        @Nullable Interaction interaction,
        @Schema(required = true) AgentReference agent,
        @Nullable Customer customer,

        @Schema(description = "One topic at most once", required = true, minItems = 1, maxItems = 50)
        List<Rating> ratings,

        @Schema(maxLength = 10_000) @Nullable String comment,

        @Schema(description = "Language tag, such as en or pt-BR", maxLength = 35) @Nullable
        String language,

        @Schema(maxItems = 50) @Nullable List<String> tags) {

    @Schema(name = "PostedInteraction")
    public record Interaction(
            @Schema(required = true, maxLength = 200) String id,

            @Schema(enumeration = {"voice", "chat", "email", "messaging"}) @Nullable
            String channel,

            @Schema(description = "Decides which team counts")
            java.time.@Nullable OffsetDateTime endedAt,

            @Schema(description = "Where the platform shows it; http or https", maxLength = 2000) @Nullable
            String url) {}

    @Schema(name = "AgentReference", description = "Either id or alias")
    public record AgentReference(
            @Schema(maxLength = 200) @Nullable String id,
            @Nullable AliasReference alias) {}

    @Schema(name = "AliasReference", description = "An agent's name in another system; e-mail ignores case")
    public record AliasReference(
            @Schema(required = true, pattern = "[a-z0-9-]{1,64}", examples = "email")
            String kind,

            @Schema(required = true, maxLength = 320) String value) {}

    @Schema(name = "PostedCustomer")
    public record Customer(
            @Schema(required = true, maxLength = 200) String ref) {}

    @Schema(name = "PostedRating")
    public record Rating(
            @Schema(required = true, pattern = "[a-z0-9-]{1,64}", examples = "product-knowledge")
            String topic,

            @Schema(
                    description = "A number within the scale, or one of the words in scale.labels",
                    required = true,
                    oneOf = {Double.class, String.class})
            Object value,

            @Schema(required = true) Scale scale) {}

    @Schema(name = "PostedScale")
    public record Scale(
            @Schema(required = true, minimum = "-1000000") double min,
            @Schema(required = true, maximum = "1000000") double max,

            @Schema(
                    enumeration = {"higher-is-better", "lower-is-better"},
                    defaultValue = "higher-is-better")
            @Nullable
            String direction,

            @Schema(description = "The words of the scale and their values") @Nullable
            Map<String, Double> labels) {}
}
