package dev.touchline.feedback.http;

import dev.touchline.kit.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each response of a request; each stands in exactly one list.
 *
 * @param accepted durable, and on its way to the filters
 * @param parked durable; goes on its way as soon as the roster knows the agent
 * @param quarantined durable, but not to be taken yet: a person has to mend the mapping, or the answers are being
 *     fetched; empty for canonical JSON
 * @param rejected not kept, with every reason; absent when none was
 * @param ignored not kept, by a rule of the mapping; absent when none was
 */
public record IngestReply(
        List<Accepted> accepted,
        List<Parked> parked,
        List<Quarantined> quarantined,
        @Nullable List<Rejected> rejected,
        @Nullable List<Ignored> ignored) {

    /**
     * @param index of the response in the request, from 0
     * @param eventId the same whenever the same content is posted again
     */
    public record Accepted(int index, String responseId, String eventId) {}

    /** @param reason a word for programs, such as {@code unknown-agent} */
    public record Parked(int index, String responseId, String eventId, String reason) {}

    /** @param errors pointers are relative to the response */
    public record Rejected(int index, List<Problem.Cause> errors) {}

    /**
     * @param id in quarantine
     * @param reason a word for programs
     * @param errors every cause, with places in the mapping or in the response that it made; absent when there is none
     */
    public record Quarantined(
            int index, String id, String reason, @Nullable List<Problem.Cause> errors) {}

    /** @param reason as the mapping says */
    public record Ignored(int index, String reason) {}
}
