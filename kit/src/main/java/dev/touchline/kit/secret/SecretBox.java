package dev.touchline.kit.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets from the eyes of whoever reads our tables and Kafka topics: AES-256-GCM. A secret is bound to its owner
 * and id, so it can't be moved to another one. Thread-safe.
 */
public final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 6;

    private final SecureRandom random;
    private final SequencedMap<String, SecretKeySpec> keys = new LinkedHashMap<>();

    /** Thrown when a sealed secret can't be read: its key is missing, or somebody changed it. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        public Unreadable(String message) {
            super(message);
        }
    }

    /**
     * With keys as {@code id:Base64 of 32 bytes}: the first seals, all of them open.
     *
     * @param random gives ids and nonces, of which none may come twice under a key
     * @throws IllegalArgumentException when there is none or one is malformed; the message repeats no key
     */
    public SecretBox(List<String> keys, SecureRandom random) {
        this.random = random;
        for (int i = 0; i < keys.size(); i++) {
            put(keys.get(i), i + 1);
        }
        if (this.keys.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one key");
        }
    }

    /**
     * Seals a secret under the first key.
     *
     * @param owner what it belongs to, an id that never changes
     */
    public Sealed seal(String owner, String secret) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String secretId = HexFormat.of().formatHex(id);
        String keyId = keys.firstEntry().getKey();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.firstEntry().getValue(), nonce, bound(owner, secretId));
            byte[] text = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = new byte[NONCE_BYTES + text.length];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            System.arraycopy(text, 0, sealed, NONCE_BYTES, text.length);
            return new Sealed(secretId, keyId, Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /** The secret itself. */
    public String open(String owner, Sealed secret) throws Unreadable {
        SecretKeySpec key = keys.get(secret.keyId());
        if (key == null) {
            throw new Unreadable("this instance has no key " + secret.keyId());
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(secret.text());
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, bound(owner, secret.id()));
            byte[] text = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unreadable("secret " + secret.id() + " was sealed with another key " + secret.keyId());
        }
    }

    /** Whether the first key sealed it. */
    public boolean isNewest(Sealed secret) {
        return keys.firstEntry().getKey().equals(secret.keyId());
    }

    private void put(String setting, int position) {
        int colon = setting.indexOf(':');
        byte[] key =
                colon < 1 ? new byte[0] : decoded(setting.substring(colon + 1).strip());
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("Key " + position + " must be id:Base64 of 32 bytes");
        }
        if (keys.putIfAbsent(setting.substring(0, colon).strip(), new SecretKeySpec(key, "AES")) != null) {
            throw new IllegalArgumentException("Key " + position + " has the id of another one");
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] bound(String owner, String secretId) {
        return (owner + "/" + secretId).getBytes(StandardCharsets.UTF_8);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] bound)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }
}
