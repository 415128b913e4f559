package dev.touchline.feedback.core.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.signature.SignatureScheme.Algorithm;
import dev.touchline.feedback.core.signature.SignatureScheme.Encoding;
import dev.touchline.feedback.core.webhook.Delivery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SignatureVerifierProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SECRET = "a secret of a platform";

    @Property
    void whatIsSignedAsTheSchemeSaysIsValid(
            @ForAll byte[] body, @ForAll Algorithm algorithm, @ForAll Encoding encoding, @ForAll boolean dotted) {
        SignatureScheme scheme = scheme(algorithm, encoding, dotted);
        assertThat(new SignatureVerifier(scheme, List.of("another", SECRET))
                        .check(new Delivery(body, signed(scheme, body, dotted)), NOW))
                .isEqualTo(new SignatureCheck.Valid(1));
    }

    @Property
    void anyFlippedBitOfTheBodyFails(
            @ForAll @Size(min = 1) byte[] body, @ForAll Random random, @ForAll Algorithm algorithm) {
        SignatureScheme scheme = scheme(algorithm, Encoding.HEX, true);
        Map<String, String> headers = signed(scheme, body, true);
        body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(check(scheme, body, headers)).isEqualTo(new SignatureCheck.Wrong());
    }

    @Property
    void anyFlippedBitOfTheSignatureFails(@ForAll byte[] body, @ForAll @IntRange(max = 255) int bit) {
        SignatureScheme scheme = scheme(Algorithm.SHA256, Encoding.HEX, true);
        Map<String, String> headers = new HashMap<>(signed(scheme, body, true));
        byte[] signature = HexFormat.of().parseHex(headers.get("x-sig").substring("v1=".length()));
        signature[bit / 8] ^= (byte) (1 << bit % 8);
        headers.put("x-sig", "v1=" + HexFormat.of().formatHex(signature));
        assertThat(check(scheme, body, headers)).isEqualTo(new SignatureCheck.Wrong());
    }

    @Property
    void anotherTimeFails(@ForAll byte[] body, @ForAll @IntRange(min = 1, max = 300) int seconds) {
        SignatureScheme scheme = scheme(Algorithm.SHA256, Encoding.BASE64, true);
        Map<String, String> headers = new HashMap<>(signed(scheme, body, true));
        headers.put("x-ts", Long.toString(NOW.getEpochSecond() - seconds));
        assertThat(check(scheme, body, headers)).isEqualTo(new SignatureCheck.Wrong());
    }

    @Property
    void noHeaderMakesItThrow(@ForAll String signature, @ForAll String timestamp, @ForAll byte[] body) {
        for (boolean dotted : new boolean[] {true, false}) {
            SignatureCheck check = check(
                    scheme(Algorithm.SHA512, Encoding.BASE64, dotted),
                    body,
                    Map.of("x-sig", "v1=" + signature, "x-ts", timestamp));
            assertThat(check).isNotInstanceOf(SignatureCheck.Valid.class);
        }
    }

    private static SignatureCheck check(SignatureScheme scheme, byte[] body, Map<String, String> headers) {
        return new SignatureVerifier(scheme, List.of(SECRET)).check(new Delivery(body, headers), NOW);
    }

    private static SignatureScheme scheme(Algorithm algorithm, Encoding encoding, boolean dotted) {
        return new SignatureScheme(
                new Place.Header("X-Sig", "v1=", ","),
                algorithm,
                encoding,
                SignedText.parse(dotted ? "{ts}.{body}" : "{ts}{body}"),
                new Place.Header("X-Ts", "", null),
                null,
                new KeyForm.Raw(),
                Duration.ofMinutes(5));
    }

    private static Map<String, String> signed(SignatureScheme scheme, byte[] body, boolean dotted) {
        String time = Long.toString(NOW.getEpochSecond());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((dotted ? time + "." : time).getBytes(StandardCharsets.UTF_8));
        text.writeBytes(body);
        byte[] signature = Hmacs.of(
                "Hmac" + scheme.algorithm().name(), SECRET.getBytes(StandardCharsets.UTF_8), text.toByteArray());
        String written =
                switch (scheme.encoding()) {
                    case HEX -> HexFormat.of().formatHex(signature);
                    case BASE64 -> Base64.getEncoder().encodeToString(signature);
                };
        return Map.of("x-sig", "v1=" + written, "x-ts", time);
    }
}
