package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Text;
import dev.touchline.kit.http.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which responses a caller asks for.
 *
 * @param team for which the response counts: the agent's at the time of the interaction
 */
public record ResponsesAsked(
        @QueryParam("team") @Nullable String team,
        @QueryParam("agent") @Nullable String agent,
        @QueryParam("topic") @Nullable String topic,

        @QueryParam("from")
        @Schema(description = "When the customer answered, inclusive", format = "date-time")
        @Nullable
        String from,

        @QueryParam("to") @Schema(description = "Exclusive", format = "date-time") @Nullable
        String to) {

    /** @throws Problem 400 when it could be no team */
    @Nullable
    String checkedTeam() {
        return slug("team", team);
    }

    /** @throws Problem 400 when it could be no topic */
    @Nullable
    String checkedTopic() {
        return slug("topic", topic);
    }

    /** @throws Problem 400 when it is given and no slug */
    static @Nullable String slug(String name, @Nullable String value) {
        if (value != null && !Text.isSlug(value)) {
            throw new Problem(400, "Bad " + name, List.of(new Problem.Cause(name, Text.NOT_A_SLUG)));
        }
        return value;
    }
}
