package dev.touchline.feedback.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchline.feedback.core.signature.SignatureScheme.Algorithm;
import dev.touchline.feedback.core.signature.SignatureScheme.Encoding;
import dev.touchline.feedback.core.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
    /**
     * The vector in the reference implementations' own tests of Standard Webhooks (svix/svix-webhooks,
     * go/webhook_test.go, TestWebhookSign; standard-webhooks/standard-webhooks has the same secret and id).
     */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final Map<String, String> HEADERS = Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", SIGNATURE);
    private static final String BODY = "{\"test\": 2432232314}";

    static final SignatureScheme STANDARD_WEBHOOKS = new SignatureScheme(
            new Place.Header("webhook-signature", "v1,", " "),
            Algorithm.SHA256,
            Encoding.BASE64,
            SignedText.parse("{id}.{ts}.{body}"),
            new Place.Header("webhook-timestamp", "", null),
            new Place.Header("webhook-id", "", null),
            new KeyForm.Whsec(),
            Duration.ofMinutes(5));

    private final SignatureVerifier verifier = new SignatureVerifier(STANDARD_WEBHOOKS, List.of(SECRET));

    @Test
    void thePublicVectorOfStandardWebhooksIsValid() {
        assertThat(verifier.check(delivery(HEADERS), AT)).isEqualTo(new SignatureCheck.Valid(0));
    }

    @Test
    void aSecretMayComeWithoutItsPrefix() {
        SignatureVerifier bare = new SignatureVerifier(STANDARD_WEBHOOKS, List.of(SECRET.substring(6)));
        assertThat(bare.check(delivery(HEADERS), AT)).isEqualTo(new SignatureCheck.Valid(0));
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        String several =
                "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,xx v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== "
                        + SIGNATURE;
        assertThat(verifier.check(delivery(with("webhook-signature", several)), AT))
                .isEqualTo(new SignatureCheck.Valid(0));
    }

    @Test
    void whichOfTheLiveKeysSignedIsSaid() {
        SignatureVerifier rotated =
                new SignatureVerifier(STANDARD_WEBHOOKS, List.of("whsec_" + "A".repeat(32), SECRET));
        assertThat(rotated.check(delivery(HEADERS), AT)).isEqualTo(new SignatureCheck.Valid(1));
    }

    @Test
    void theHeadersNamesMayBeWrittenInAnyCase() {
        Map<String, String> upper = new HashMap<>();
        HEADERS.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
        assertThat(verifier.check(delivery(upper), AT)).isEqualTo(new SignatureCheck.Valid(0));
    }

    @Test
    void anotherKeyIsWrong() {
        SignatureVerifier other = new SignatureVerifier(STANDARD_WEBHOOKS, List.of("whsec_" + "A".repeat(32)));
        assertThat(other.check(delivery(HEADERS), AT)).isEqualTo(new SignatureCheck.Wrong());
    }

    @Test
    void whatWasSignedTooLongAgoOrTooFarAheadIsStale() {
        assertThat(verifier.check(delivery(HEADERS), AT.plusSeconds(300))).isInstanceOf(SignatureCheck.Valid.class);
        assertThat(verifier.check(delivery(HEADERS), AT.plusSeconds(301)))
                .isEqualTo(new SignatureCheck.Stale(Duration.ofSeconds(1)));
        assertThat(verifier.check(delivery(HEADERS), AT.minusSeconds(360)))
                .isEqualTo(new SignatureCheck.Stale(Duration.ofMinutes(1)));
    }

    @Test
    void aWrongSignatureIsNotToldThatItIsStale() {
        Delivery forged = new Delivery("{}".getBytes(StandardCharsets.UTF_8), HEADERS);
        assertThat(verifier.check(forged, AT.plusSeconds(9999))).isEqualTo(new SignatureCheck.Wrong());
    }

    @ParameterizedTest
    @CsvSource({"webhook-id", "webhook-timestamp", "webhook-signature"})
    void whatIsMissingIsNamed(String header) {
        assertThat(verifier.check(delivery(with(header, null)), AT))
                .isEqualTo(new SignatureCheck.Missing("the header " + header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1,***", "v1,YWJj", "v1,AAAA=AAA"})
    void whatCanBeNoSignatureIsMalformed(String signature) {
        assertThat(verifier.check(delivery(with("webhook-signature", signature)), AT))
                .isEqualTo(new SignatureCheck.Malformed("the signature is not sha256 in base64"));
    }

    @Test
    void aThousandSignaturesAreNotAllTried() {
        String flood = (SIGNATURE.replace('g', 'h') + " ").repeat(1000) + SIGNATURE;
        assertThat(verifier.check(delivery(with("webhook-signature", flood)), AT))
                .isEqualTo(new SignatureCheck.Wrong());
    }

    /** RFC 4231, test case 2, and RFC 2202, test case 2: the same words with each algorithm. */
    @ParameterizedTest
    @CsvSource({
        "SHA1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "SHA256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void thePublicVectorsOfHmacAreValid(Algorithm algorithm, String hex) {
        SignatureScheme scheme = scheme(algorithm, Encoding.HEX, "{body}", new KeyForm.Raw());
        Delivery delivery =
                new Delivery("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8), Map.of("x-sig", hex));
        assertThat(new SignatureVerifier(scheme, List.of("Jefe")).check(delivery, AT))
                .isEqualTo(new SignatureCheck.Valid(0));
    }

    @Test
    void aSignatureMayStandInAFormFieldOverAnother() {
        SignatureScheme scheme = new SignatureScheme(
                new Place.FormField("HMAC"),
                Algorithm.SHA256,
                Encoding.HEX,
                SignedText.parse("{field:MSG}"),
                null,
                null,
                new KeyForm.Raw(),
                null);
        SignatureVerifier forms = new SignatureVerifier(scheme, List.of("Jefe"));
        String hmac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assertThat(forms.check(form("MSG=what+do+ya%20want+for+nothing%3F&HMAC=" + hmac), AT))
                .isEqualTo(new SignatureCheck.Valid(0));
        assertThat(forms.check(form("MSG=other&MSG=what+do+ya+want+for+nothing%3F&HMAC=" + hmac), AT))
                .isEqualTo(new SignatureCheck.Wrong());
        assertThat(forms.check(form("HMAC=" + hmac), AT)).isInstanceOf(SignatureCheck.Missing.class);
    }

    @Test
    void aTimeMayStandInTheHeaderOfTheSignature() {
        SignatureScheme scheme = new SignatureScheme(
                new Place.Header("X-Sig", "v1=", ","),
                Algorithm.SHA256,
                Encoding.HEX,
                SignedText.parse("{ts}.{body}"),
                new Place.Header("X-Sig", "t=", ","),
                null,
                new KeyForm.IdAndSecret("client"),
                Duration.ofMinutes(5));
        String hmac = Hmacs.hex("HmacSHA256", "client&secret", "2021-02-25T15:02:10Z.{}");
        Delivery delivery = new Delivery(
                "{}".getBytes(StandardCharsets.UTF_8), Map.of("x-sig", "t=2021-02-25T15:02:10Z, v1=" + hmac));
        assertThat(new SignatureVerifier(scheme, List.of("secret")).check(delivery, AT))
                .isEqualTo(new SignatureCheck.Valid(0));
    }

    @Test
    void schemesAndSecretsThatCanNotBeAreRefused() {
        assertThatThrownBy(() -> SignedText.parse("{ts}")).hasMessageContaining("{body}");
        assertThatThrownBy(() -> SignedText.parse("{ts}.{bdoy}")).hasMessageContaining("{field:NAME}");
        assertThatThrownBy(() -> SignedText.parse("{body")).hasMessageContaining("without its }");
        assertThatThrownBy(() -> scheme(Algorithm.SHA256, Encoding.HEX, "{ts}.{body}", new KeyForm.Raw()))
                .hasMessageContaining("timestamp");
        assertThatThrownBy(() -> new SignatureVerifier(STANDARD_WEBHOOKS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignatureVerifier(STANDARD_WEBHOOKS, List.of("whsec_***")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("***");
    }

    private static SignatureScheme scheme(Algorithm algorithm, Encoding encoding, String signed, KeyForm key) {
        return new SignatureScheme(
                new Place.Header("X-Sig", "", null),
                algorithm,
                encoding,
                SignedText.parse(signed),
                null,
                null,
                key,
                null);
    }

    private static Delivery form(String body) {
        return new Delivery(body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static Delivery delivery(Map<String, String> headers) {
        return new Delivery(BODY.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.remove(header);
        if (value != null) {
            headers.put(header, value);
        }
        return headers;
    }
}
