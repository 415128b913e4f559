package dev.touchline.coaching.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of coaching-service. */
@ConfigMapping(prefix = "touchline.coaching")
public interface CoachingConfig {

    /** How long a claim holds before it goes back by itself. ISO 8601 duration. */
    @WithDefault("PT15M")
    Duration lease();

    /** How often lapsed leases are given back and moved agents' items follow. ISO 8601 duration. */
    @WithDefault("PT1S")
    Duration tick();
}
