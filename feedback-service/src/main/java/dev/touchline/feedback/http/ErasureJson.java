package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.erasure.Erasure;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An erasure as people see it. */
@Schema(name = "Erasure")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureJson(
        UUID id,

        @Schema(description = "What had reached us until then is erased")
        Instant erasedAt,

        @Schema(description = "Who asked for it") String erasedBy,

        @Schema(description = "The only source that it was asked for; absent: all") @Nullable
        String source,

        @Schema(description = "A keyed hash of the customer's reference, the same each time; the reference is not kept")
        String customerHash,

        @Schema(description = "Responses in the lists whose words went")
        int responses,

        @Schema(description = "Responses in quarantine whose words went")
        int quarantined,

        @Schema(description = "Deliveries in quarantine that were emptied")
        int deliveries,

        @Schema(
                description = "False: the reference has fewer than 4 characters, too few to look for it in deliveries"
                        + " that nobody could read")
        boolean deliveriesSearched) {
    static ErasureJson of(Erasure erasure) {
        return new ErasureJson(
                erasure.id(),
                erasure.at(),
                erasure.by(),
                erasure.source(),
                erasure.customer().toString(),
                erasure.responses(),
                erasure.quarantined(),
                erasure.deliveries(),
                erasure.deliveriesSearched());
    }
}
