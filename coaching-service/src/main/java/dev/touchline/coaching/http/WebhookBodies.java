package dev.touchline.coaching.http;

import dev.touchline.coaching.core.webhook.EventType;
import dev.touchline.coaching.core.webhook.Webhook.Wish;
import dev.touchline.coaching.webhook.Receivers;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What subscriptions are made of, checked field by field. */
final class WebhookBodies {
    private static final int LONGEST_DESCRIPTION = 200;

    private WebhookBodies() {}

    /** A subscription that is asked for. */
    @Schema(name = "WebhookDraft")
    record Draft(
            @Schema(description = "Whose items; absent: all teams', which only an admin may ask for") @Nullable
            String team,

            @Schema(
                    required = true,
                    maxLength = 2000,
                    description = "https, without user or fragment, at an address on the public internet")
            @Nullable
            String url,

            @Schema(maxLength = LONGEST_DESCRIPTION) @Nullable
            String description,

            @Schema(
                    description = "item.opened, .claimed, .released, .lapsed, .completed, .dismissed, .deferred,"
                            + " .expired, .corrected, .reopened; without it opened, claimed, completed and expired")
            @Nullable
            List<@Nullable String> events,

            @Schema(description = "coaching, praise, operations; without it all") @Nullable
            List<@Nullable String> kinds,

            @Schema(description = "Whether anything is told; true without it") @Nullable
            Boolean enabled) {
        static final Draft EMPTY = new Draft(null, null, null, null, null, null);
    }

    /** What a subscription is changed to. */
    @Schema(name = "WebhookFields")
    record Fields(
            @Schema(required = true, maxLength = 2000) @Nullable
            String url,

            @Schema(maxLength = LONGEST_DESCRIPTION) @Nullable
            String description,

            @Nullable List<@Nullable String> events,
            @Nullable List<@Nullable String> kinds,

            @Schema(description = "Whether anything is told; true without it, and then what failed is forgotten")
            @Nullable
            Boolean enabled) {}

    static Wish wish(@Nullable Fields body, Receivers receivers) {
        return body == null
                ? wish(Draft.EMPTY, receivers)
                : wish(
                        new Draft(null, body.url(), body.description(), body.events(), body.kinds(), body.enabled()),
                        receivers);
    }

    /** 400 with every field that is wrong. */
    static Wish wish(Draft draft, Receivers receivers) {
        List<Problem.Cause> causes = new ArrayList<>();
        String url = draft.url() == null ? "" : draft.url().strip();
        if (url.isEmpty()) {
            causes.add(new Problem.Cause("/url", "is required"));
        } else {
            receivers.faults(url).forEach(fault -> causes.add(new Problem.Cause("/url", fault)));
        }
        String description = draft.description();
        if (description != null && (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0)) {
            causes.add(new Problem.Cause(
                    "/description", "is at most " + LONGEST_DESCRIPTION + " characters without U+0000"));
        }
        List<String> events = words("/events", draft.events(), EventType.all(), EventType.usual(), causes);
        List<String> kinds = words("/kinds", draft.kinds(), QueueQuery.KINDS, QueueQuery.KINDS, causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Not a webhook", causes);
        }
        return new Wish(url, description, events, kinds, Objects.requireNonNullElse(draft.enabled(), true));
    }

    private static List<String> words(
            String pointer,
            @Nullable List<@Nullable String> given,
            List<String> allowed,
            List<String> otherwise,
            List<Problem.Cause> causes) {
        if (given == null) {
            return otherwise;
        }
        for (int index = 0; index < given.size(); index++) {
            String word = given.get(index);
            if (word == null || !allowed.contains(word)) {
                causes.add(new Problem.Cause(pointer + "/" + index, "is one of " + String.join(", ", allowed)));
            }
        }
        if (given.isEmpty()) {
            causes.add(new Problem.Cause(pointer, "names at least one, or is left out"));
        }
        return allowed.stream().filter(given::contains).toList();
    }
}
