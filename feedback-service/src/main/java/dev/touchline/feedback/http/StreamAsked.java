package dev.touchline.feedback.http;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which responses a reader of the stream wants to hear of. */
public record StreamAsked(
        @QueryParam("team") @Nullable String team,
        @QueryParam("agent") @Nullable String agent,
        @QueryParam("topic") @Nullable String topic) {
    @Nullable
    String checkedTeam() {
        return ResponsesAsked.slug("team", team);
    }

    @Nullable
    String checkedTopic() {
        return ResponsesAsked.slug("topic", topic);
    }
}
