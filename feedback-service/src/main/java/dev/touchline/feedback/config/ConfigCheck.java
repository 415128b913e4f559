package dev.touchline.feedback.config;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses settings that cannot work, by name, before anything starts. */
@Singleton
@Startup
public class ConfigCheck {
    ConfigCheck(FeedbackConfig config) {
        check(config.fetch());
    }

    static void check(FeedbackConfig.Fetch fetch) {
        between("fetch.every", fetch.every(), Duration.ofMillis(10), Duration.ofMinutes(1));
        between("fetch.timeout", fetch.timeout(), Duration.ofMillis(100), Duration.ofMinutes(5));
        between("fetch.attempts", fetch.attempts(), 1, 100);
        between("fetch.first-wait", fetch.firstWait(), Duration.ofMillis(1), Duration.ofHours(1));
        between("fetch.longest-wait", fetch.longestWait(), fetch.firstWait(), Duration.ofDays(1));
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "touchline.feedback.%s is %s; it must be %s to %s".formatted(key, value, least, most));
        }
    }
}
