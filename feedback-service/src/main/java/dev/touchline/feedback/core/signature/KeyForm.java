package dev.touchline.feedback.core.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the secret that a platform shows becomes the key that it signs with. */
public sealed interface KeyForm {
    /**
     * The bytes of the key.
     *
     * @throws IllegalArgumentException when this can't be such a secret; the message does not repeat it
     */
    byte[] bytes(String secret);

    /** The characters themselves, in UTF-8. */
    record Raw() implements KeyForm {
        @Override
        public byte[] bytes(String secret) {
            return nonEmpty(secret.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Base64, with or without {@code whsec_} before it, as Standard Webhooks has it. */
    record Whsec() implements KeyForm {
        private static final String PREFIX = "whsec_";

        @Override
        public byte[] bytes(String secret) {
            String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
            try {
                return nonEmpty(Base64.getDecoder().decode(encoded));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be whsec_ and then Base64", e);
            }
        }
    }

    /** A client's id, an ampersand and the secret. */
    record IdAndSecret(String id) implements KeyForm {
        @Override
        public byte[] bytes(String secret) {
            nonEmpty(secret.getBytes(StandardCharsets.UTF_8));
            return (id + "&" + secret).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] nonEmpty(byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("must not be empty");
        }
        return key;
    }
}
