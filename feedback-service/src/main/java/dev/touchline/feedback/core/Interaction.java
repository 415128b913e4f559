package dev.touchline.feedback.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contact that the customer was asked about.
 *
 * @param url where the platform shows it, http or https
 */
public record Interaction(
        String id,
        @Nullable Channel channel,
        @Nullable Instant endedAt,
        @Nullable String url) {}
