package dev.touchline.coaching.config;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses settings of webhooks that cannot work, by name, before anything starts. */
@Singleton
@Startup
public class WebhookConfigCheck {
    private static final Duration BLINK = Duration.ofMillis(1);
    private static final int MOST_RETRIES = 30;

    WebhookConfigCheck(WebhookConfig config) {
        between("poll", config.poll(), Duration.ofMillis(10), Duration.ofMinutes(1));
        between("timeout", config.timeout(), Duration.ofMillis(10), Duration.ofMinutes(1));
        between("lease", config.lease(), config.timeout().plusMillis(1), Duration.ofHours(1));
        between("at-once", config.atOnce(), 1, 256);
        between("at-once-each", config.atOnceEach(), 1, 256);
        between("retries (their number)", config.retries().size(), 1, MOST_RETRIES);
        config.retries().forEach(wait -> between("retries", wait, BLINK, Duration.ofDays(7)));
        between("disable-after", config.disableAfter(), BLINK, Duration.ofDays(365));
        between("old-secret-for", config.oldSecretFor(), Duration.ZERO, Duration.ofDays(30));
        between("keep-delivered", config.keepDelivered(), Duration.ofMinutes(1), Duration.ofDays(365));
        between("keep-dead", config.keepDead(), Duration.ofMinutes(1), Duration.ofDays(365));
        between("sweep-every", config.sweepEvery(), Duration.ofMillis(10), Duration.ofDays(1));
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "touchline.webhooks.%s is %s; it must be %s to %s".formatted(key, value, least, most));
        }
    }
}
