package dev.touchline.feedback.core.signature;

import dev.touchline.feedback.core.signature.SignatureCheck.Malformed;
import dev.touchline.feedback.core.signature.SignatureCheck.Missing;
import dev.touchline.feedback.core.signature.SignatureCheck.Stale;
import dev.touchline.feedback.core.signature.SignatureCheck.Valid;
import dev.touchline.feedback.core.signature.SignatureCheck.Wrong;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.core.webhook.FormBody;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signatures of one source on the raw bytes, before anything parses them. Takes the same time whichever byte
 * is wrong and whichever key fits. Thread-safe.
 */
public final class SignatureVerifier {
    private final SignatureScheme scheme;
    private final List<SecretKeySpec> keys;

    /**
     * For a scheme and the live secrets.
     *
     * @throws IllegalArgumentException when there is no secret, or one can't be a secret of this scheme
     */
    public SignatureVerifier(SignatureScheme scheme, List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("needs at least one secret");
        }
        this.scheme = scheme;
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(
                        scheme.key().bytes(secret), scheme.algorithm().hmac()))
                .toList();
    }

    /** Checks one request; never throws, whatever it holds. */
    public SignatureCheck check(Delivery delivery, Instant now) {
        List<String> sent = scheme.signature().in(delivery);
        if (sent.isEmpty()) {
            return new Missing(scheme.signature().describe());
        }
        String timestamp = first(scheme.timestamp(), delivery);
        if (scheme.signed().needsTimestamp() && timestamp == null && scheme.timestamp() != null) {
            return new Missing(scheme.timestamp().describe());
        }
        String id = first(scheme.id(), delivery);
        if (scheme.signed().needsId() && id == null && scheme.id() != null) {
            return new Missing(scheme.id().describe());
        }
        List<byte[]> signatures = decoded(sent);
        if (signatures.isEmpty()) {
            return new Malformed("the signature is not %s in %s"
                    .formatted(scheme.algorithm().wire(), scheme.encoding().wire()));
        }
        return check(signatures, new Message(delivery, timestamp, id), now);
    }

    private record Message(
            Delivery delivery,
            @Nullable String timestamp,
            @Nullable String id) {}

    private SignatureCheck check(List<byte[]> signatures, Message message, Instant now) {
        List<byte[]> texts = texts(message);
        if (texts == null) {
            return new Missing("a form field that is signed");
        }
        int valid = -1;
        for (int i = keys.size() - 1; i >= 0; i--) {
            byte[] expected = hmac(keys.get(i), texts);
            for (byte[] signature : signatures) {
                if (MessageDigest.isEqual(expected, signature)) {
                    valid = i;
                }
            }
        }
        if (valid < 0) {
            return new Wrong();
        }
        return scheme.tolerance() == null || message.timestamp() == null
                ? new Valid(valid)
                : fresh(valid, message.timestamp(), scheme.tolerance(), now);
    }

    /** Only said of what a key of ours has signed: nobody else learns what our clock says. */
    private static SignatureCheck fresh(int key, String timestamp, Duration tolerance, Instant now) {
        Instant at = SignedTime.parse(timestamp);
        if (at == null) {
            return new Malformed("the time is neither epoch seconds or milliseconds nor ISO 8601");
        }
        Duration by = Duration.between(at, now).abs().minus(tolerance);
        return by.isPositive() ? new Stale(by) : new Valid(key);
    }

    private @Nullable List<byte[]> texts(Message message) {
        List<byte[]> texts = new ArrayList<>();
        for (SignedText.Part part : scheme.signed().parts()) {
            byte[] text =
                    switch (part) {
                        case SignedText.Part.Literal(String literal) -> utf8(literal);
                        case SignedText.Part.Body body -> message.delivery().body();
                        case SignedText.Part.Timestamp timestamp -> utf8(message.timestamp());
                        case SignedText.Part.Id id -> utf8(message.id());
                        case SignedText.Part.Field(String name) ->
                            utf8(FormBody.parse(message.delivery().body())
                                    .fields()
                                    .get(name));
                    };
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private List<byte[]> decoded(List<String> sent) {
        return sent.stream()
                .map(this::decoded)
                .filter(bytes -> bytes.length == scheme.algorithm().bytes())
                .toList();
    }

    private byte[] decoded(String signature) {
        try {
            return switch (scheme.encoding()) {
                case HEX -> HexFormat.of().parseHex(signature);
                case BASE64 -> Base64.getDecoder().decode(signature);
            };
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hmac(SecretKeySpec key, List<byte[]> texts) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            texts.forEach(mac::update);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC", e);
        }
    }

    private static @Nullable String first(@Nullable Place place, Delivery delivery) {
        return place == null ? null : place.in(delivery).stream().findFirst().orElse(null);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
