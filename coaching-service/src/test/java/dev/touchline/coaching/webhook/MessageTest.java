package dev.touchline.coaching.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.webhook.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTest {
    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void itIsSignedAsStandardWebhooksSays() {
        Message message = new Message("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}");

        assertThat(message.headers(
                        Instant.ofEpochSecond(1_614_265_330), Stream.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretHas32BytesAndIsNeverTheSame() {
        String secret = Secret.fresh(new SecureRandom());

        assertThat(secret).startsWith("whsec_").isNotEqualTo(Secret.fresh(new SecureRandom()));
        assertThat(Secret.key(secret)).hasSize(32);
    }
}
