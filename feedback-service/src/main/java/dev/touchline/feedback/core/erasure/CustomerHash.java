package dev.touchline.feedback.core.erasure;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of a customer's reference once the customer is erased: enough to know it again, not to tell it. */
public final class CustomerHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private CustomerHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param key of this installation; references are few enough to be tried out against a plain hash */
    public static CustomerHash of(byte[] key, String ref) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new CustomerHash(mac.doFinal(ref.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    /** As it was stored. */
    public static CustomerHash stored(byte[] bytes) {
        return new CustomerHash(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
