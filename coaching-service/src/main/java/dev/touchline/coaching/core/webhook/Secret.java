package dev.touchline.coaching.core.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/** What a receiver knows us by: {@code whsec_} and 32 random bytes in Base64. */
public final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private Secret() {}

    /** A new one. */
    public static String fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The key that is signed with. */
    public static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }
}
