package dev.touchline.coaching.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigCheckTest {
    @Test
    void theDefaultsWork() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("touchline.coaching.fair-share", "0")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        refused("lease", "PT0S", "PT1S to PT24H");
        refused("forget-after", "PT1H", "PT24H to PT8760H");
        refused("keep-day-counts", "PT2160H", "PT9600H to PT87600H");
        refused("fair-share", "-1", "0 to 100");
        refused("work-in-progress", "0", "1 to 1000");
        refused("effect.days-before", "6", "7 to 180");
        refused("effect.days-after", "1000", "7 to 180");
        refused("effect.least-answers", "1", "10 to 1000");
        refused("effect.least-peers", "4", "5 to 100");
    }

    private static void refused(String key, String value, String bounds) {
        assertThatThrownBy(() -> check(Map.of("touchline.coaching." + key, value)))
                .hasMessage("touchline.coaching.%s is %s; it must be %s".formatted(key, value, bounds));
    }

    private static void check(Map<String, String> settings) {
        new ConfigCheck(new SmallRyeConfigBuilder()
                .withMapping(CoachingConfig.class)
                .withDefaultValues(settings)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(CoachingConfig.class));
    }
}
