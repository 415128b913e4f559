package dev.touchline.feedback.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of each element of a request; each stands in exactly one list.
 *
 * @param accepted durable
 * @param rejected not kept, with every reason; absent when none was
 */
@Schema(name = "PostedReply")
public record PostedReply(List<Kept> accepted, @Nullable List<IngestReply.Rejected> rejected) {

    /**
     * One that is durable.
     *
     * @param index of the element in the request, from 0
     * @param eventId the same whenever the same content is posted again
     */
    @Schema(name = "PostedElement")
    public record Kept(int index, String eventId) {}
}
