package dev.touchline.alerting.config;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses settings that cannot work, by name, before anything starts. */
@Singleton
@Startup
public class ConfigCheck {
    ConfigCheck(AlertingConfig config) {
        between("grace", config.grace(), Duration.ofSeconds(1), Duration.ofDays(30));
        between("forget-after", config.forgetAfter(), Duration.ofDays(29), Duration.ofDays(3650));
        between("precision-every", config.precisionEvery(), Duration.ofMillis(100), Duration.ofDays(1));
        between("commit-interval", config.commitInterval(), Duration.ofMillis(1), Duration.ofSeconds(10));
        between("threads", config.threads(), 1, 64);
        between("standbys", config.standbys(), 0, 5);
        between("read-cache-mib", config.readCacheMib(), 1, 4096);
        between("write-buffer-mib", config.writeBufferMib(), 1, 4096);
        AlertingConfig.Systemic systemic = config.systemic();
        between("systemic.score-at-most", systemic.scoreAtMost(), 0.0, 100.0);
        between("systemic.window", systemic.window(), Duration.ofMinutes(30), Duration.ofHours(24));
        between("systemic.agents", systemic.agents(), 3, 10_000);
        between("systemic.share", systemic.share(), 0.1, 1.0);
        between("systemic.false-alarm", systemic.falseAlarm(), 0.000001, 0.1);
        between("systemic.longest", systemic.longest(), Duration.ofHours(1), Duration.ofDays(28));
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "touchline.alerting.%s is %s; it must be %s to %s".formatted(key, value, least, most));
        }
    }
}
