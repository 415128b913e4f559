package dev.touchline.feedback.core.signature;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a platform signs its webhooks: HMAC, with everything that differs between platforms as a parameter.
 *
 * @param signature where the signature stands
 * @param signed what it is over
 * @param timestamp where the time of the request stands; needed when it is signed
 * @param id where the id of the request stands; needed when it is signed
 * @param tolerance how far the time may be from ours, either way; null: its age does not matter
 */
public record SignatureScheme(
        Place signature,
        Algorithm algorithm,
        Encoding encoding,
        SignedText signed,
        @Nullable Place timestamp,
        @Nullable Place id,
        KeyForm key,
        @Nullable Duration tolerance) {

    public SignatureScheme {
        if (signed.needsTimestamp() && timestamp == null) {
            throw new IllegalArgumentException("{ts} is signed, so timestamp must say where it stands");
        }
        if (signed.needsId() && id == null) {
            throw new IllegalArgumentException("{id} is signed, so id must say where it stands");
        }
        if (tolerance != null && !signed.needsTimestamp()) {
            throw new IllegalArgumentException("a tolerance needs a signed {ts}: anybody can change an unsigned time");
        }
    }

    /** The hash within the HMAC. */
    public enum Algorithm {
        SHA1("sha1", "HmacSHA1", 20),
        SHA256("sha256", "HmacSHA256", 32),
        SHA512("sha512", "HmacSHA512", 64);

        private final String wire;
        private final String hmac;
        private final int bytes;

        Algorithm(String wire, String hmac, int bytes) {
            this.wire = wire;
            this.hmac = hmac;
            this.bytes = bytes;
        }

        /** The name used in mappings. */
        public String wire() {
            return wire;
        }

        String hmac() {
            return hmac;
        }

        /** How many bytes such a signature has. */
        int bytes() {
            return bytes;
        }
    }

    /** How the bytes of the signature are written. */
    public enum Encoding {
        HEX("hex"),
        BASE64("base64");

        private final String wire;

        Encoding(String wire) {
            this.wire = wire;
        }

        /** The name used in mappings. */
        public String wire() {
            return wire;
        }
    }
}
