package dev.touchline.coaching.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookConfigCheckTest {

    @Test
    void theDefaultsWork() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        assertThatThrownBy(() -> check(Map.of("touchline.webhooks.lease", "PT10S")))
                .hasMessage("touchline.webhooks.lease is PT10S; it must be PT15.001S to PT1H");
        assertThatThrownBy(() -> check(Map.of("touchline.webhooks.retries", "PT5S,PT0S")))
                .hasMessageStartingWith("touchline.webhooks.retries is PT0S");
        assertThatThrownBy(() -> check(Map.of("touchline.webhooks.at-once", "0")))
                .hasMessage("touchline.webhooks.at-once is 0; it must be 1 to 256");
    }

    private static void check(Map<String, String> settings) {
        new WebhookConfigCheck(new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withDefaultValues(settings)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(WebhookConfig.class));
    }
}
