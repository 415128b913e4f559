package dev.touchline.coaching.http;

import dev.touchline.coaching.core.webhook.Webhook;
import dev.touchline.coaching.store.Webhooks.WithSecret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A subscription on the wire. Absent fields are left out. */
@Schema(name = "Webhook", description = "Somebody who is told over HTTP what becomes of items.")
record WebhookJson(
        UUID id,

        @Schema(description = "Whose items; absent: all teams'", examples = "billing") @Nullable
        String team,

        @Schema(examples = "https://chat.example/hooks/billing")
        String url,

        @Nullable String description,

        @Schema(description = "The types of events that are told")
        List<String> events,

        @Schema(description = "The kinds of items") List<String> kinds,
        boolean enabled,

        @Schema(description = "Why nothing is sent, where it was not a person who disabled it") @Nullable
        String disabledWhy,

        @Nullable Instant disabledAt,

        @Schema(description = "Since when nothing has got through; absent while all is well") @Nullable
        Instant failingSince,

        @Schema(description = "Until when messages are signed with the secret of before, too") @Nullable
        Instant oldSecretUntil,

        @Schema(description = "Its ETag, for If-Match") long version,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy,

        @Schema(description = "What messages are signed with; told once, here and now", examples = "whsec_…") @Nullable
        String secret) {

    /** A page of them. */
    @Schema(name = "WebhookPage")
    record WebhookPage(List<WebhookJson> items, @Nullable String nextCursor) {}

    static WebhookJson of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookJson of(WithSecret made) {
        return of(made.webhook(), made.secret());
    }

    private static WebhookJson of(Webhook webhook, @Nullable String secret) {
        Webhook.Disabled disabled = webhook.disabled();
        return new WebhookJson(
                webhook.id(),
                webhook.team(),
                webhook.wish().url(),
                webhook.wish().description(),
                webhook.wish().events(),
                webhook.wish().kinds(),
                webhook.wish().enabled(),
                disabled == null ? null : disabled.why(),
                disabled == null ? null : disabled.at(),
                webhook.failingSince(),
                webhook.oldSecretUntil(),
                webhook.version(),
                webhook.created().at(),
                webhook.created().by(),
                webhook.changed().at(),
                webhook.changed().by(),
                secret);
    }
}
