package dev.touchline.coaching.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A coaching item on the wire. Absent fields are left out. */
@Schema(name = "Item", description = "Something to talk about with an agent, and why.")
public record ItemJson(
        UUID id,

        @Schema(description = "coaching, praise or operations", examples = "coaching")
        String kind,

        @Schema(
                description = "session, or training: it came back within the window of a session on the topic",
                examples = "session")
        String intervention,

        @Schema(description = "Absent for operations: those are asked of the team") @Nullable
        AgentJson agent,

        @Schema(description = "The agent's current team", examples = "billing")
        String team,

        @Schema(examples = "product-knowledge") String topic,

        @Schema(description = "low, normal or high", examples = "normal")
        String severity,

        @Schema(description = "open, claimed, completed, dismissed, deferred or expired", examples = "open")
        String state,

        @Schema(description = "When it came into the queue") Instant openedAt,

        @Schema(description = "Until when coaching on it is worth it; then it expires unless somebody holds it")
        Instant freshUntil,

        @Schema(
                description = "Until when it stands behind all others, because the agent was coached today as often as"
                        + " touchline.coaching.fair-share says")
        @Nullable
        Instant heldBackUntil,

        @Schema(description = "Distinct responses that speak for it")
        int evidenceCount,

        @Schema(description = "The newest 5 in a list, all of them in GET /items/{id}; newest first")
        List<EvidenceJson> evidence,

        @Schema(description = "The strongest reason") WhyJson why,
        @Schema(description = "What other filters say") List<WhyJson> alsoWhy,

        @Schema(description = "Subject of the supervisor who holds it") @Nullable
        String claimedBy,

        @Schema(description = "When the claim goes back by itself") @Nullable
        Instant leaseUntil,

        @Schema(description = "Why it was dismissed; corrected: nothing spoke for it any more") @Nullable
        String cause,

        @Schema(description = "Grows with every step of the state; its ETag, for If-Match")
        long version,

        @Schema(description = "Grows with every change of the evidence")
        long evidenceVersion,

        @Schema(description = "What was coached; only in GET /items/{id} and where the agent acknowledges or disputes")
        @Nullable
        SessionJson session,

        @Schema(description = "What came before and after; only where session may be") @Nullable
        AftermathJson aftermath) {

    /** The agent. */
    @Schema(name = "ItemAgent")
    public record AgentJson(
            @Schema(examples = "a-17") String id,
            @Schema(examples = "Ada Moss") String name) {}

    /** One response. */
    @Schema(name = "Evidence", description = "A survey response that speaks for the item.")
    public record EvidenceJson(
            @Schema(examples = "demo") String source,
            @Schema(examples = "r-123") String responseId,
            @Nullable InteractionJson interaction,

            @Schema(description = "The rating of the item's topic on 0 to 100, 100 best")
            double score,

            @Schema(description = "The rating of the item's topic as given") @Nullable
            RatingJson rating,

            @Schema(
                    description =
                            "The customer's words; kept for 28 days, and longer while the item is open or claimed")
            @Nullable
            String comment,

            Instant respondedAt) {}

    /** The contact that was rated. */
    @Schema(name = "Interaction")
    public record InteractionJson(
            String id,
            @Nullable String channel,
            @Nullable Instant endedAt,
            @Nullable String url) {}

    /** A rating as given. */
    @Schema(name = "Rating")
    public record RatingJson(BigDecimal value, @Nullable String label, ScaleJson scale) {}

    /** The scale that a rating was given on. */
    @Schema(name = "Scale")
    public record ScaleJson(
            BigDecimal min,
            BigDecimal max,

            @Schema(description = "higher-is-better or lower-is-better") @Nullable
            String direction) {}

    /** A filter's reason, or the agent's. */
    @Schema(name = "Why")
    public record WhyJson(
            @Schema(description = "filter, or agent: the agent asked for coaching", examples = "filter")
            String by,

            @Schema(description = "Absent, like its version and name, where the agent asked") @Nullable
            String filterId,

            @Nullable Integer filterVersion,
            @Nullable String filterName,

            @Schema(description = "What the agent wrote who asked") @Nullable
            String note,

            String sentence,
            @Schema(description = "Answers looked at") int n,

            @Schema(description = "Answers among them that met the filter's bar")
            int poor,

            @Schema(description = "How many would have by chance, where the filter knows") @Nullable
            Double expected) {}

    /** A session: a talk in four fields, praise in words, or a training that was agreed. */
    @Schema(
            name = "Session",
            description = "saw, ideal, practised and next; of praise words; of a training agreed and next.")
    public record SessionJson(
            @Nullable String saw,
            @Nullable String ideal,
            @Nullable String practised,
            @Nullable String next,

            @Schema(description = "Praise, in the words given") @Nullable
            String words,

            @Schema(description = "The training that was agreed") @Nullable
            String agreed,

            @Schema(description = "The answer that was talked about") @Nullable
            AboutJson about,

            @Schema(description = "How it was held", examples = "role-play") @Nullable
            String technique,

            String by,
            Instant at) {}

    /** What a session was about. */
    @Schema(name = "SessionAbout", description = "Ids, which stay when the customer's words are forgotten.")
    public record AboutJson(
            @Schema(examples = "demo") String source,
            @Schema(examples = "r-123") String responseId,

            @Schema(description = "Absent where no answer told it, or the customer was erased") @Nullable
            String interactionId) {}
}
