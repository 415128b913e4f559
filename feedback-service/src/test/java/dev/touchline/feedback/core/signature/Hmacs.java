package dev.touchline.feedback.core.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as a platform does, by another way than the verifier. */
public final class Hmacs {
    private Hmacs() {}

    /** The signature of a text, in bytes. */
    public static byte[] of(String algorithm, byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The signature of a text, in hexadecimal digits. */
    public static String hex(String algorithm, String key, String text) {
        return HexFormat.of()
                .formatHex(of(algorithm, key.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
    }
}
