package dev.touchline.coaching.config;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses settings that cannot work, by name, before anything starts. */
@Singleton
@Startup
public class ConfigCheck {
    private static final Duration BLINK = Duration.ofMillis(10);

    ConfigCheck(CoachingConfig config) {
        between("lease", config.lease(), Duration.ofSeconds(1), Duration.ofDays(1));
        between("work-in-progress", config.workInProgress(), 1, 1_000);
        between("fair-share", config.fairShare(), 0, 100);
        between("requests-per-day", config.requestsPerDay(), 1, 100);
        between("streams", config.streams(), 1, 100_000);
        between("tick", config.tick(), BLINK, Duration.ofMinutes(1));
        between("expire-every", config.expireEvery(), BLINK, Duration.ofHours(1));
        between("forget-after", config.forgetAfter(), Duration.ofDays(1), Duration.ofDays(365));
        between("forget-every", config.forgetEvery(), BLINK, Duration.ofDays(1));
        // A session that closes today is compared with the weeks before its first answer, which a queue may hold for
        // long.
        between("keep-day-counts", config.keepDayCounts(), Duration.ofDays(400), Duration.ofDays(3650));
        between("judge-every", config.judgeEvery(), BLINK, Duration.ofDays(1));
        // Less would tell of chance, and longer windows of another time.
        between("effect.days-before", config.effect().daysBefore(), 7, 180);
        between("effect.days-after", config.effect().daysAfter(), 7, 180);
        between("effect.least-answers", config.effect().leastAnswers(), 10, 1_000);
        between("effect.least-peers", config.effect().leastPeers(), 5, 100);
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "touchline.coaching.%s is %s; it must be %s to %s".formatted(key, value, least, most));
        }
    }
}
