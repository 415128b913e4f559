package dev.touchline.feedback.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.signature.Hmacs;
import dev.touchline.feedback.core.signature.SignatureCheck;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.webhook.Delivery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each shipped scheme, against headers as the platform's documents put them together. */
class ShippedSignaturesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SECONDS = Long.toString(NOW.getEpochSecond());
    private static final String SECRET = "s3cret";
    private static final String BODY = "{\"a\":\"ü\"}";

    @Test
    void typeformSignsTheBodyInBase64() {
        assertValid("typeform", SECRET, BODY, Map.of("Typeform-Signature", "sha256=" + base64(SECRET, BODY)));
    }

    @Test
    void delightedSignsTheBodyInHex() {
        assertValid(
                "delighted",
                SECRET,
                BODY,
                Map.of("X-Delighted-Webhook-Signature", "sha256=" + Hmacs.hex("HmacSHA256", SECRET, BODY)));
    }

    @Test
    void formbricksSignsAsStandardWebhooks() {
        byte[] key = "twenty-four bytes of key".getBytes(StandardCharsets.UTF_8);
        String signature =
                Base64.getEncoder().encodeToString(Hmacs.of("HmacSHA256", key, utf8("msg_1." + SECONDS + "." + BODY)));
        assertValid(
                "formbricks",
                "whsec_" + Base64.getEncoder().encodeToString(key),
                BODY,
                Map.of("webhook-id", "msg_1", "webhook-timestamp", SECONDS, "webhook-signature", "v1," + signature));
    }

    @Test
    void chatwootSignsTimeDotBodyInHex() {
        assertValid(
                "chatwoot",
                SECRET,
                BODY,
                Map.of(
                        "X-Chatwoot-Timestamp",
                        SECONDS,
                        "X-Chatwoot-Signature",
                        "sha256=" + Hmacs.hex("HmacSHA256", SECRET, SECONDS + "." + BODY)));
    }

    @Test
    void zendeskSignsTimeAndBodyWithNothingBetween() {
        assertValid(
                "zendesk-trigger",
                SECRET,
                BODY,
                Map.of(
                        "X-Zendesk-Webhook-Signature-Timestamp",
                        NOW.toString(),
                        "X-Zendesk-Webhook-Signature",
                        base64(SECRET, NOW + BODY)));
    }

    @Test
    void qualtricsSignsAFieldOfItsForm() {
        String form = "Topic=t&HMAC=" + Hmacs.hex("HmacSHA512", SECRET, BODY) + "&MSG="
                + URLEncoder.encode(BODY, StandardCharsets.UTF_8);
        assertValid("qualtrics-subscription-signed", SECRET, form, Map.of());
    }

    private static void assertValid(String mapping, String secret, String body, Map<String, String> headers) {
        SignatureVerifier verifier =
                new SignatureVerifier(Shipped.mapping(mapping).signature(), List.of(secret));
        assertThat(verifier.check(new Delivery(utf8(body), headers), NOW)).isEqualTo(new SignatureCheck.Valid(0));
        assertThat(verifier.check(new Delivery(utf8(body.replace('a', 'b')), headers), NOW))
                .isNotInstanceOf(SignatureCheck.Valid.class);
    }

    private static String base64(String key, String text) {
        return Base64.getEncoder().encodeToString(Hmacs.of("HmacSHA256", utf8(key), utf8(text)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
