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
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "touchline.alerting.%s is %s; it must be %s to %s".formatted(key, value, least, most));
        }
    }
}
