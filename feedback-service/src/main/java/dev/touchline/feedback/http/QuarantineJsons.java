package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchline.feedback.store.Quarantine.Entry;
import dev.touchline.feedback.store.Quarantine.Whole;
import dev.touchline.kit.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The quarantine as people see it. */
public final class QuarantineJsons {
    private QuarantineJsons() {}

    /**
     * Something in quarantine.
     *
     * @param response as it was posted; absent unless it is one that waits for its agent, or when its words have gone
     */
    @Schema(name = "QuarantineEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EntryJson(
            UUID eventId,

            @Schema(enumeration = {"response", "delivery", "fetch-back"})
            String kind,

            String source,
            @Nullable String surveyId,
            @Nullable String responseId,

            @Schema(enumeration = {"parked", "released", "quarantined", "redriven", "discarded", "expired"})
            String state,

            @Schema(
                    examples = {
                        "unknown-agent",
                        "unmapped",
                        "unmappable",
                        "invalid",
                        "fetch-back",
                        "fetch-refused",
                        "fetch-not-found",
                        "fetch-failed"
                    })
            String reason,

            @Schema(description = "The version of the source's mapping that was tried; 0: none") @Nullable
            Long mappingVersion,

            @JsonRawValue @Schema(description = "Why, item by item", implementation = CauseJson[].class) @Nullable
            String causes,

            @Nullable Instant respondedAt,
            Instant receivedAt,
            @Nullable Instant releasedAt,

            @Schema(description = "Who redrove or discarded it") @Nullable
            String by,

            @Schema(description = "Why it was discarded") @Nullable
            String note,

            @JsonRawValue @Schema(implementation = PostedResponse.class) @Nullable
            String response,

            @Schema(description = "Of answers that are to be fetched at the platform") @Nullable
            FetchingJson fetching) {
        static EntryJson of(Entry entry) {
            return new EntryJson(
                    entry.eventId(),
                    entry.kind(),
                    entry.source(),
                    entry.surveyId(),
                    entry.responseId(),
                    entry.state().wire(),
                    entry.reason(),
                    entry.mappingVersion(),
                    entry.causes(),
                    entry.respondedAt(),
                    entry.receivedAt(),
                    entry.leftAt(),
                    entry.leftBy(),
                    entry.note(),
                    entry.response(),
                    entry.fetching() == null
                            ? null
                            : new FetchingJson(
                                    entry.fetching().attempts(),
                                    entry.fetching().nextAt()));
        }
    }

    /**
     * How far the fetching of answers is; why the last attempt failed stands in the causes.
     *
     * @param attempts since word of them came, or since they were redriven
     * @param nextAt not asked for before then; absent: given up, for the reason of the entry
     */
    @Schema(name = "QuarantineFetching")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FetchingJson(int attempts, @Nullable Instant nextAt) {}

    /**
     * Why an item of a delivery could not be taken.
     *
     * @param item its place in the delivery, from 0
     * @param pointer a place in the mapping, or in the response that it made
     */
    @Schema(name = "QuarantineCause")
    public record CauseJson(int item, String pointer, String detail) {}

    /**
     * Something in quarantine with everything that is kept of it.
     *
     * @param headers absent unless a delivery whose words are still kept
     */
    @Schema(name = "QuarantineEntryWhole")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WholeJson(
            @JsonUnwrapped EntryJson entry,

            @JsonRawValue @Schema(implementation = Map.class) @Nullable
            String headers,

            @Schema(description = "The body as it came, when it is UTF-8") @Nullable
            String body,

            @Schema(description = "The body as it came") @Nullable
            String bodyBase64) {
        static WholeJson of(Whole whole) {
            byte[] body = whole.body();
            return new WholeJson(
                    EntryJson.of(whole.entry()),
                    whole.headers(),
                    body == null ? null : text(body),
                    body == null ? null : Base64.getEncoder().encodeToString(body));
        }

        private static @Nullable String text(byte[] body) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    /** What is to be redriven: either ids, or all of a source or reason. Nothing: all. */
    @Schema(name = "Redrive")
    public record RedriveBody(
            @Schema(maxItems = 500) @Nullable List<@Nullable UUID> ids,
            @Nullable String source,

            @Schema(examples = "unmappable") @Nullable String reason) {}

    /**
     * What a redrive came to.
     *
     * @param released responses that have gone to their agent
     * @param stillParked responses that wait for their agent
     * @param redriven deliveries of which everything could be taken
     * @param stillQuarantined deliveries looked at of which something still can't be taken
     * @param fetching answers that are asked for at the platform, given up ones anew
     */
    @Schema(name = "Redriven")
    public record RedrivenJson(
            long released,
            long stillParked,
            long redriven,
            long stillQuarantined,
            long fetching,
            @Schema(description = "The first 500") List<RowJson> rows,

            @Schema(description = "The rest goes on in the background: see GET")
            boolean more) {}

    /** @param outcome what it is now */
    @Schema(name = "RedrivenRow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowJson(
            UUID eventId,

            @Schema(
                    enumeration = {
                        "redriven",
                        "released",
                        "parked",
                        "quarantined",
                        "fetching",
                        "discarded",
                        "expired",
                        "unknown"
                    })
            String outcome,

            @Schema(description = "Ids of what was made of it") @Nullable
            List<UUID> events,

            @Nullable List<Problem.Cause> errors) {}

    /** Why something needs no redriving. */
    @Schema(name = "Discard")
    public record DiscardBody(
            @Schema(required = true, maxLength = 500) @Nullable
            String reason) {}
}
