package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.secret.SecretBox.Unreadable;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {
    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "new:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final UUID webhook = UUID.randomUUID();

    @Test
    void whatIsSealedIsReadBackForTheSameWebhookOnly() throws Unreadable {
        WebhookSecrets secrets = with(NEW);

        String stored = secrets.seal(webhook, "whsec_AAAA");

        assertThat(stored).doesNotContain("whsec_AAAA");
        assertThat(secrets.open(webhook, stored)).isEqualTo("whsec_AAAA");
        assertThatThrownBy(() -> secrets.open(UUID.randomUUID(), stored)).isInstanceOf(Unreadable.class);
    }

    @Test
    void whatLiesPlainOrUnderAnOlderKeyIsReadAndStale() throws Unreadable {
        String stored = with(OLD).seal(webhook, "whsec_AAAA");
        WebhookSecrets rotated = with(NEW + "," + OLD);

        assertThat(rotated.open(webhook, stored)).isEqualTo("whsec_AAAA");
        assertThat(rotated.isStale(stored)).isTrue();
        assertThat(rotated.open(webhook, "whsec_AAAA")).isEqualTo("whsec_AAAA");
        assertThat(rotated.isStale("whsec_AAAA")).isTrue();
        assertThat(rotated.isStale(rotated.seal(webhook, "whsec_AAAA"))).isFalse();
    }

    @Test
    void withoutAKeyNothingIsSealedAndWhatLiesPlainIsRead() throws Unreadable {
        WebhookSecrets none = with("");

        assertThatThrownBy(() -> none.seal(webhook, "whsec_AAAA")).isInstanceOf(Problem.class);
        assertThat(none.open(webhook, "whsec_AAAA")).isEqualTo("whsec_AAAA");
        assertThat(none.isStale("whsec_AAAA")).isFalse();
        assertThatThrownBy(() -> none.open(webhook, with(NEW).seal(webhook, "whsec_AAAA")))
                .hasMessage("this instance has no touchline.webhooks.secret-keys");
    }

    @Test
    void aKeyThatIsNoneIsRefusedByTheNameOfTheSetting() {
        assertThatThrownBy(() -> with("new:c2hvcnQ="))
                .hasMessage("touchline.webhooks.secret-keys: Key 1 must be id:Base64 of 32 bytes");
    }

    private static WebhookSecrets with(String keys) {
        return new WebhookSecrets(new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withDefaultValues(Map.of("touchline.webhooks.secret-keys", keys))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(WebhookConfig.class));
    }
}
